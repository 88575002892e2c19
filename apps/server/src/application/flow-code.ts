import type { FlowDefinition } from "@gantry/contracts";
import { BuiltRoutines, routineLookup, type RoutineLookup } from "@gantry/engine";
import type { FlowSources } from "./find-flow.ts";

/** The code by which stored Flows run in this process. */
export interface FlowCode {
  readonly routineOf: RoutineLookup;
  /** Whether all of a stored Flow is here, as it was when it was submitted. */
  readonly canRun: (flow: FlowDefinition) => boolean;
}

/** A Flow that a module exports brings its code; one that came as a document is built from registered classes. */
export function createFlowCode({ flows, routines }: FlowSources): FlowCode {
  const built = new BuiltRoutines(routines);
  return {
    routineOf: routineLookup(flows.all(), built),
    canRun: (flow) => (flow.builtFrom === "document" ? built.faultOf(flow) === null : flows.canRun(flow)),
  };
}
