import type { FlowActions } from "./actions.ts";
import type { FlowRegistry } from "./flow-registry.ts";

export function createFlowActions(flows: FlowRegistry): FlowActions {
  return {
    list: () =>
      flows.list().map((flow) => {
        const { flowId, name, description, defaultJobs } = flow;
        const definition = flow.definition();
        return { flowId, name, description, version: definition.version, definition, defaultJobs };
      }),
  };
}
