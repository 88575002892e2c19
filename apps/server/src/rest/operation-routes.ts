import { JobStatus, JsonObject } from "@gantry/contracts";
import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { operationReadingRoutes } from "./operation-reading-routes.ts";
import { OperationPageView } from "./operation-view.ts";
import { defineRoute, type Route } from "./route.ts";
import { toWire } from "./wire-case.ts";

const Params = z.object({ operation_id: z.string().max(200) });
const Reason = z.string().max(1000).optional();
const Flag = z.enum(["true", "false"]).transform((word) => word === "true");

const StartBody = z.strictObject({
  /** `service/type`, or the type alone where only one service has it. */
  operation_type: z.string().min(1).max(1000),
  parameters: JsonObject.default({}),
});

const Query = z.strictObject({
  status: JobStatus.optional(),
  type: z.string().max(1000).optional(),
  active_only: Flag.optional(),
  parent_operation_id: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().nonnegative().default(0),
});

const Started = z.object({ operation_id: z.string(), status: z.literal("started"), message: z.string() });
const Registered = z.object({ service: z.string(), operation_type: z.string(), description: z.string() });

/** `/operations`: start, list, cancel, retry; and what one operation tells. */
export const operationRoutes = (actions: Actions): Route[] => [
  startRoute(actions),
  listRoute(actions),
  typesRoute(actions),
  ...operationReadingRoutes(actions),
  cancelRoute(actions),
  retryRoute(actions),
];

const startRoute = (actions: Actions) =>
  defineRoute({
    method: "POST",
    path: "/operations",
    summary: "Start a registered operation: `type`, or `service/type`.",
    scope: "run",
    compatible: false,
    body: StartBody,
    response: Started,
    async handle({ body, caller }) {
      const { operation_type: operationType, parameters } = body;
      return toWire(await actions.operations.start({ operationType, parameters }, caller));
    },
  });

const listRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/operations",
    summary: "List operations, newest first; `total` counts every match, `active_count` all that have not ended.",
    scope: "read",
    compatible: false,
    query: Query,
    response: OperationPageView,
    async handle({ query }) {
      const { status, type, active_only: activeOnly, parent_operation_id: parent, limit, offset } = query;
      return toWire(
        await actions.operations.list({
          limit,
          offset,
          ...(status === undefined ? {} : { status }),
          ...(type === undefined ? {} : { operationType: type }),
          ...(activeOnly === undefined ? {} : { activeOnly }),
          ...(parent === undefined ? {} : { parentOperationId: parent }),
        }),
      );
    },
  });

const typesRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/operation-types",
    summary: "What can be started by name.",
    scope: "read",
    compatible: false,
    response: z.object({ operation_types: z.array(Registered) }),
    handle: () => ({ operation_types: toWire(actions.operations.registered()) }),
  });

const cancelRoute = (actions: Actions) =>
  defineRoute({
    method: "DELETE",
    path: "/operations/{operation_id}",
    summary: "Ask an operation, and all that works for it, to stop. 409 when it has ended.",
    scope: "run",
    compatible: false,
    params: Params,
    query: z.strictObject({ reason: Reason }),
    body: z.strictObject({ reason: Reason }).nullish(),
    response: z.object({ operation_id: z.string(), status: z.literal("ok") }),
    async handle({ params, query, body, caller }) {
      const { operation_id } = params;
      await actions.operations.cancel(operation_id, { reason: body?.reason ?? query.reason }, caller);
      return { operation_id, status: "ok" };
    },
  });

const retryRoute = (actions: Actions) =>
  defineRoute({
    method: "POST",
    path: "/operations/{operation_id}/retry",
    summary: "Run an ended operation again, as a new one.",
    scope: "run",
    compatible: false,
    params: Params,
    response: Started,
    handle: async ({ params, caller }) => toWire(await actions.operations.retry(params.operation_id, caller)),
  });
