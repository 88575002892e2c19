import type { Flow } from "@gantry/engine";
import { demoFlow } from "../demo-flow.ts";
import { flowTimes } from "../flow-times.ts";
import { idealMakespanMs } from "../task-span.ts";
import { branchesFlow } from "./branches.ts";
import { errorFlows } from "./errors.ts";
import { manyJobsFlow } from "./many-jobs.ts";

/** One form of the demo. */
export interface Variant {
  readonly flow: Flow;
  /** null where something fails: what that takes is no measure of anything. */
  readonly idealMs: (size: { readonly jobs: number; readonly maxWorkers: number }) => number | null;
}

const succeeding = (flow: Flow): Variant => ({
  flow,
  idealMs: (size) => idealMakespanMs({ ...size, ...flowTimes(flow) }),
});

const failing = (flow: Flow): Variant => ({ flow, idealMs: () => null });

/** The demo and what it is extended to, by the name that the terminal program takes. */
export const VARIANTS: ReadonlyMap<string, Variant> = new Map([
  ["pipeline", succeeding(demoFlow)],
  ["many-jobs", succeeding(manyJobsFlow)],
  ["branches", succeeding(branchesFlow)],
  ...errorFlows.map((flow) => [flow.flowId.replace(/^demo-/, ""), failing(flow)] as const),
]);
