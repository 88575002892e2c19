import type { JsonObject } from "@gantry/contracts";
import type { Submission } from "./api-client.ts";

/** Operation `Add<i>` adds its own i to the sum of its inputs: a step lost or done twice shows as a wrong number. */
const key = (addend: number) => `arithmetic:Add${addend}`;

interface Edge {
  readonly from: number;
  readonly to: number;
}

/** A graph of additions whose result is known beforehand. */
export interface Arithmetic {
  readonly name: string;
  readonly addends: readonly number[];
  readonly edges: readonly Edge[];
  /** What the last addition must give. */
  readonly result: number;
  readonly last: number;
}

/** 1 → 2 → 3 → 4 → 5, which makes 15. */
export const CHAIN: Arithmetic = {
  name: "Arithmetic chain",
  addends: [1, 2, 3, 4, 5],
  edges: [1, 2, 3, 4].map((from) => ({ from, to: from + 1 })),
  result: 15,
  last: 5,
};

/** 1 → (2, 3, 4) → 5: three sums of 3, 4 and 5, and 5 more make 17. */
export const DIAMOND: Arithmetic = {
  name: "Arithmetic diamond",
  addends: [1, 2, 3, 4, 5],
  edges: [2, 3, 4].flatMap((middle) => [
    { from: 1, to: middle },
    { from: middle, to: 5 },
  ]),
  result: 17,
  last: 5,
};

const operation = (addend: number) => ({ operation_name: `Add${addend}` });

/** The upload for such a graph; every addition takes `durationMs` in its service. */
export function arithmeticSubmission(
  graph: Arithmetic,
  dockerinfo: unknown,
  options: { readonly durationMs: number; readonly maxWorkers: number; readonly jobs?: number },
): Submission {
  const signatures = graph.addends.map((addend) => ({
    operation_signature: operation(addend),
    connected_to: graph.edges
      .filter(({ from }) => from === addend)
      .map(({ to }) => ({ container_name: "arithmetic", operation_signature: operation(to) })),
  }));
  const parameters: JsonObject = Object.fromEntries(
    graph.addends.map((addend) => [key(addend), { duration_ms: options.durationMs }]),
  );
  const node = {
    container_name: "arithmetic",
    proto_uri: "arithmetic.proto",
    image: "arithmetic:1",
    node_type: "Tool",
  };
  return {
    blueprint: {
      name: graph.name,
      pipeline_id: graph.name.toLowerCase().replaceAll(" ", "-"),
      creation_date: "2026-11-21",
      type: "pipeline-topology/v2",
      version: "2.0",
      nodes: [{ ...node, operation_signature_list: signatures }],
    },
    dockerinfo,
    parameters,
    max_workers: options.maxWorkers,
    jobs: options.jobs ?? 1,
  };
}
