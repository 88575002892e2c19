import { JsonObject, OperationListQuery } from "@gantry/contracts";
import { z } from "zod";
import { readProcedure, router, runProcedure } from "./procedures.ts";

const Target = z.object({ operationId: z.string().max(200) });
const TargetWithReason = Target.extend({ reason: z.string().max(1000).optional() });
const Start = z.object({ operationType: z.string().min(1).max(1000), parameters: JsonObject.default({}) });
const Cursor = z.number().int().nonnegative().default(0);

export const operationsRouter = router({
  registered: readProcedure.query(({ ctx }) => ctx.actions.operations.registered()),
  start: runProcedure.input(Start).mutation(({ ctx, input }) => ctx.actions.operations.start(input, ctx.caller)),
  list: readProcedure.input(OperationListQuery).query(({ ctx, input }) => ctx.actions.operations.list(input)),
  get: readProcedure.input(Target).query(({ ctx, input }) => ctx.actions.operations.get(input.operationId)),
  children: readProcedure.input(Target).query(({ ctx, input }) => ctx.actions.operations.children(input.operationId)),
  results: readProcedure.input(Target).query(({ ctx, input }) => ctx.actions.operations.result(input.operationId)),
  metrics: readProcedure
    .input(Target.extend({ cursor: Cursor }))
    .query(({ ctx, input }) => ctx.actions.operations.samples(input.operationId, input.cursor)),
  cancel: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.operations.cancel(input.operationId, input, ctx.caller)),
  retry: runProcedure
    .input(Target)
    .mutation(({ ctx, input }) => ctx.actions.operations.retry(input.operationId, ctx.caller)),
});
