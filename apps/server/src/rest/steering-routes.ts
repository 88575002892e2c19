import { z } from "zod";
import type { Actions, JobActions, WorkflowActions } from "../application/actions.ts";
import { defineRoute, type Route } from "./route.ts";

const Body = z.strictObject({ reason: z.string().max(1000).optional() }).optional();
const Done = z.object({ status: z.literal("ok") });
const Retried = z.object({ workflow_id: z.string(), status: z.literal("running") });

const WORDS = ["cancel", "pause", "resume"] as const;

/** `POST /workflows|jobs/{id}/cancel|pause|resume|retry`. */
export function steeringRoutes(actions: Actions): Route[] {
  return [
    ...routesFor("workflow", "/workflows/{workflow_id}", actions.workflows),
    ...routesFor("job", "/jobs/{job_id}", actions.jobs),
  ];
}

function routesFor(what: "workflow" | "job", base: string, target: WorkflowActions | JobActions): Route[] {
  const idKey = `${what}_id`;
  const params = z.object({ [idKey]: z.string().max(200) });
  const shared = { method: "POST", scope: "run", compatible: false, params, body: Body } as const;
  const steer = WORDS.map((word) =>
    defineRoute({
      ...shared,
      path: `${base}/${word}`,
      summary: `Ask for a ${what} to ${word}.`,
      response: Done,
      async handle({ params: ids, body, caller }) {
        await target[word](ids[idKey] ?? "", { reason: body?.reason }, caller);
        return { status: "ok" };
      },
    }),
  );
  const retry = defineRoute({
    ...shared,
    path: `${base}/retry`,
    summary: `Run an ended ${what} again as a new workflow that takes over what was completed.`,
    response: Retried,
    async handle({ params: ids, caller }) {
      const { workflowId } = await target.retry(ids[idKey] ?? "", caller);
      return { workflow_id: workflowId, status: "running" };
    },
  });
  return [...steer, retry];
}
