import { LogLevel } from "@gantry/contracts";
import { z } from "zod";
import { readProcedure, router, runProcedure } from "./procedures.ts";

const Id = z.string().max(200);
const Target = z.object({ jobId: Id });
const TargetWithReason = Target.extend({ reason: z.string().max(1000).optional() });
const Position = z.number().int().nonnegative().default(0);

const HistoryQuery = Target.extend({ afterSeq: Position, limit: z.number().int().min(1).max(10_000).default(1000) });
const LogsQuery = Target.extend({
  afterLogSeq: Position,
  limit: z.number().int().min(1).max(10_000).default(1000),
  level: LogLevel.optional(),
  search: z.string().max(200).optional(),
});

export const jobsRouter = router({
  get: readProcedure.input(Target).query(({ ctx, input }) => ctx.actions.jobs.get(input.jobId)),
  history: readProcedure.input(HistoryQuery).query(({ ctx, input }) => ctx.actions.jobs.history(input.jobId, input)),
  logs: readProcedure.input(LogsQuery).query(({ ctx, input }) => ctx.actions.jobs.logs(input.jobId, input)),
  value: readProcedure
    .input(z.object({ workflowId: Id, ref: z.string().max(128) }))
    .query(({ ctx, input }) => ctx.actions.jobs.value(input.workflowId, input.ref)),
  cancel: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.jobs.cancel(input.jobId, input, ctx.caller)),
  pause: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.jobs.pause(input.jobId, input, ctx.caller)),
  resume: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.jobs.resume(input.jobId, input, ctx.caller)),
  retry: runProcedure.input(Target).mutation(({ ctx, input }) => ctx.actions.jobs.retry(input.jobId, ctx.caller)),
});
