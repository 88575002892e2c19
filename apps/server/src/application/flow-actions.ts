import type { FlowActions } from "./actions.ts";
import type { FlowRegistry } from "./flow-registry.ts";

/** A Flow made by code says nothing about how often it is run. */
const DEFAULT_JOBS = 1;

export function createFlowActions(flows: FlowRegistry): FlowActions {
  return {
    list: () =>
      [...flows.values()].map((flow) => {
        const definition = flow.definition();
        const { flowId, name, description } = flow;
        return { flowId, name, description, version: definition.version, definition, defaultJobs: DEFAULT_JOBS };
      }),
  };
}
