import { isTerminal, type FlowDefinition, type JobState, type TaskStatus } from "@gantry/contracts";
import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { defineRoute, type Route } from "./route.ts";

const Graph = z.object({
  workflow_id: z.string(),
  name: z.string(),
  status: z.string(),
  nodes: z.array(
    z.object({
      key: z.string(),
      container_name: z.string().nullable(),
      operation: z.string().nullable(),
      node_type: z.string().nullable(),
      status: z.string(),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
});

/** `/workflows/{id}/graph`: the Flow with the states of its Routines, over all Jobs. */
export const graphRoute = (actions: Actions): Route =>
  defineRoute({
    method: "GET",
    path: "/workflows/{workflow_id}/graph",
    summary: "The graph of a workflow with the state of each node over all its jobs.",
    scope: "read",
    compatible: false,
    params: z.object({ workflow_id: z.string().max(200) }),
    response: Graph,
    async handle({ params }) {
      const { workflowId, name, status, flow, jobs } = await actions.workflows.get(params.workflow_id);
      const states: JobState[] = [];
      for (const { jobId } of jobs) states.push(await actions.jobs.state(jobId));
      return { workflow_id: workflowId, name, status, nodes: nodesOf(flow, states), edges: edgesOf(flow) };
    },
  });

function nodesOf(flow: FlowDefinition, states: readonly JobState[]) {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return flow.routines.map(({ name, config }) => ({
    key: name,
    container_name: text(config.containerName),
    operation: text(config.operation),
    node_type: text(config.nodeType),
    status: statusOver(states.map((state) => state.routines[name]?.status ?? "pending")),
  }));
}

const edgesOf = (flow: FlowDefinition) => flow.connections.map(({ source, target }) => ({ from: source, to: target }));

/** One word for a node of many Jobs: trouble first, then life, then what all have in common. */
function statusOver(statuses: readonly TaskStatus[]): TaskStatus {
  const loudest = (["failed", "running", "cancelled"] as const).find((status) => statuses.includes(status));
  if (loudest !== undefined) return loudest;
  const [first = "pending"] = statuses;
  return isTerminal(first) && statuses.every((status) => status === first) ? first : "pending";
}
