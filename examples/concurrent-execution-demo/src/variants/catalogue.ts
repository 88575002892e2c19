import type { Flow } from "@gantry/engine";
import { demoFlow } from "../demo-flow.ts";
import { flowTimes } from "../flow-times.ts";
import { idealMakespanMs } from "../task-span.ts";
import { branchesFlow } from "./branches.ts";
import { errorFlows } from "./errors.ts";
import { heavyFlow } from "./heavy.ts";
import { manyJobsFlow } from "./many-jobs.ts";

/** One form of the demo. */
export interface Variant {
  readonly flow: Flow;
  /** null where nobody can tell: something fails, or computes for as long as the machine needs. */
  readonly idealMs: (size: { readonly jobs: number; readonly maxWorkers: number }) => number | null;
}

const timed = (flow: Flow): Variant => ({
  flow,
  idealMs: (size) => idealMakespanMs({ ...size, ...flowTimes(flow) }),
});

const untimed = (flow: Flow): Variant => ({ flow, idealMs: () => null });

/** The demo and what it is extended to, by the name that the terminal program takes. */
export const VARIANTS: ReadonlyMap<string, Variant> = new Map([
  ["pipeline", timed(demoFlow)],
  ["many-jobs", timed(manyJobsFlow)],
  ["branches", timed(branchesFlow)],
  ["heavy", untimed(heavyFlow)],
  ...errorFlows.map((flow) => [flow.flowId.replace(/^demo-/, ""), untimed(flow)] as const),
]);

/** All of them as the server registers and lists them: the demo first. */
export const demoVariants: readonly Flow[] = [...VARIANTS.values()].map(({ flow }) => flow);
