import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { OperationDetailView, OperationView, ProgressSamplesView } from "./operation-view.ts";
import { defineRoute, type Route } from "./route.ts";
import { toWire } from "./wire-case.ts";

const Params = z.object({ operation_id: z.string().max(200) });
const Cursor = z.coerce.number().int().nonnegative().default(0);

const Result = z.object({
  operation_id: z.string(),
  status: z.string(),
  result: z.json(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  reason: z.string().nullable(),
});

/** What one operation tells: where it stands, who works for it, what came out, and how it went. */
export function operationReadingRoutes(actions: Actions): Route[] {
  const shared = { method: "GET", scope: "read", compatible: false, params: Params } as const;
  const base = "/operations/{operation_id}";
  return [
    defineRoute({
      ...shared,
      path: base,
      summary: "Where an operation stands, with its children and its result.",
      response: OperationDetailView,
      handle: async ({ params }) => toWire(await actions.operations.get(params.operation_id)),
    }),
    defineRoute({
      ...shared,
      path: `${base}/children`,
      summary: "The operations that work for it, newest first.",
      response: z.object({ operation_id: z.string(), children: z.array(OperationView) }),
      async handle({ params: { operation_id } }) {
        return { operation_id, children: toWire(await actions.operations.children(operation_id)) };
      },
    }),
    defineRoute({
      ...shared,
      path: `${base}/results`,
      summary: "What an operation returned. 409 before it has ended.",
      response: Result,
      handle: async ({ params }) => toWire(await actions.operations.result(params.operation_id)),
    }),
    defineRoute({
      ...shared,
      path: `${base}/metrics`,
      summary: "What an operation reported, oldest first; ask again with `next_cursor` as `cursor`.",
      query: z.strictObject({ cursor: Cursor }),
      response: ProgressSamplesView,
      async handle({ params: { operation_id }, query }) {
        const { samples, nextCursor } = await actions.operations.samples(operation_id, query.cursor);
        return { operation_id, samples: toWire(samples), next_cursor: nextCursor };
      },
    }),
  ];
}
