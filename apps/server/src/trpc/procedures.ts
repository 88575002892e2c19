import { AppError, errorMapping, type ErrorCode, type SubmissionFault } from "@gantry/contracts";
import { initTRPC, TRPCError } from "@trpc/server";
import { requireScope, type Scope } from "../auth/caller.ts";
import type { TrpcContext } from "./context.ts";

const trpc = initTRPC.context<TrpcContext>().create({
  errorFormatter({ shape, error }) {
    const cause = error.cause instanceof AppError ? error.cause : null;
    const { stack: _hidden, ...data } = shape.data;
    const appCode: ErrorCode | null = cause?.code ?? null;
    return {
      ...shape,
      // What is unexpected may quote anything, so that only the log gets it.
      message: error.code === "INTERNAL_SERVER_ERROR" ? "Internal error: the server's log says more" : shape.message,
      data: { ...data, appCode, faults: faultsOf(cause) },
    };
  },
});

function faultsOf(cause: AppError | null): readonly SubmissionFault[] {
  const details = cause?.details;
  if (typeof details !== "object" || details === null || !("faults" in details)) return [];
  return Array.isArray(details.faults) ? (details.faults as SubmissionFault[]) : [];
}

/** The door out for AppErrors: each keeps its message and gets the transport's code from the one table. */
const translated = trpc.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof AppError)) return result;
  const cause = result.error.cause;
  throw new TRPCError({ code: errorMapping(cause.code).trpc, message: cause.message, cause });
});

const scoped = (scope: Scope) =>
  translated.use(({ ctx, next }) => next({ ctx: { ...ctx, caller: requireScope(ctx.caller, scope) } }));

export const router = trpc.router;
/** For callers that may look. */
export const readProcedure = scoped("read");
/** For callers that may submit, steer and retry. */
export const runProcedure = scoped("run");
/** For callers that may remove things. */
export const adminProcedure = scoped("admin");
