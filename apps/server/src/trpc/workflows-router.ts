import { WorkflowOrigin, WorkflowStatus } from "@gantry/contracts";
import { z } from "zod";
import { SubmissionDocuments, SubmissionRequest } from "../application/submission.ts";
import { adminProcedure, readProcedure, router, runProcedure } from "./procedures.ts";

const Target = z.object({ workflowId: z.string().max(200) });
const TargetWithReason = Target.extend({ reason: z.string().max(1000).optional() });

const Query = z.object({
  status: WorkflowStatus.optional(),
  origin: WorkflowOrigin.optional(),
  search: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
});

export const workflowsRouter = router({
  /** A mutation only because documents of megabytes do not fit a URL; it changes nothing. */
  validate: readProcedure
    .input(SubmissionDocuments)
    .mutation(({ ctx, input }) => ctx.actions.workflows.validate(input)),
  submit: runProcedure
    .input(SubmissionRequest)
    .mutation(({ ctx, input }) => ctx.actions.workflows.submit(input, ctx.caller)),
  list: readProcedure.input(Query).query(({ ctx, input }) => ctx.actions.workflows.list(input)),
  get: readProcedure.input(Target).query(({ ctx, input }) => ctx.actions.workflows.get(input.workflowId)),
  cancel: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.workflows.cancel(input.workflowId, input, ctx.caller)),
  pause: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.workflows.pause(input.workflowId, input, ctx.caller)),
  resume: runProcedure
    .input(TargetWithReason)
    .mutation(({ ctx, input }) => ctx.actions.workflows.resume(input.workflowId, input, ctx.caller)),
  retry: runProcedure
    .input(Target)
    .mutation(({ ctx, input }) => ctx.actions.workflows.retry(input.workflowId, ctx.caller)),
  delete: adminProcedure
    .input(Target)
    .mutation(({ ctx, input }) => ctx.actions.workflows.delete(input.workflowId, ctx.caller)),
});
