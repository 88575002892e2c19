import type { AppRouter } from "@gantry/server/router";
import { TRPCClientError } from "@trpc/client";

/** The HTTP status of an answer that refuses (400 to 499); null for every other error, such as no answer at all. */
export function refusalStatus(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { data } = error as TRPCClientError<AppRouter>;
  const status = data?.httpStatus ?? null;
  return status !== null && status >= 400 && status < 500 ? status : null;
}
