import { errorMapping, toAppError } from "@gantry/contracts";
import type { FastifyError } from "fastify";
import { z } from "zod";
import { ValidationError } from "../rest/validation-error.ts";

const BODY_LIMIT_MIB = 16;
/** A submission with its inline inputs. */
export const BODY_LIMIT_BYTES = BODY_LIMIT_MIB * 1024 * 1024;

/** A body that is not JSON by its own word. The error table has no row for it: only HTTP knows this fault. */
export class UnsupportedContentError extends Error {
  readonly statusCode = 415;
  readonly code = "FST_ERR_CTP_INVALID_MEDIA_TYPE";
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Not foreseen: the log should have it. */
  readonly unexpected: boolean;
}

/** The door out of REST: what each error looks like to a client. Messages never quote the request. */
export function errorAnswer(thrown: unknown, options: { readonly compatible: boolean }): ErrorAnswer {
  const known = thrown instanceof Error ? fromHttp(thrown) : null;
  if (known !== null) return known;
  const error = toAppError(thrown);
  const unexpected = error.code === "internal";
  const detail = unexpected ? "Internal Server Error" : error.message;
  const body = options.compatible ? { detail } : { detail, code: error.code };
  return { status: errorMapping(error.code).http, body, unexpected };
}

/** Faults of the request's form, which HTTP has statuses of its own for; null: another error. */
function fromHttp(error: Error): ErrorAnswer | null {
  if (error instanceof ValidationError) return expected(422, error.faults);
  switch (fastifyStatus(error)) {
    case 400:
      return expected(422, [{ type: "json_invalid", loc: ["body"], msg: "The body is not valid JSON" }]);
    case 413:
      return expected(413, `The request is larger than ${BODY_LIMIT_MIB} MiB; larger data travels by reference`);
    case 415:
      return expected(415, "Content-Type must be application/json");
    default:
      return null;
  }
}

/** tRPC's JSON-RPC code for a request that it did not come to see. */
const TRPC_BAD_REQUEST = -32_600;

/** The same fault as tRPC's clients read it: for what happens before tRPC sees a request. */
export function trpcErrorBody({ status, body }: ErrorAnswer): unknown {
  const { detail } = z.object({ detail: z.unknown() }).parse(body);
  const message = typeof detail === "string" ? detail : "The request is malformed";
  return {
    error: {
      message,
      code: TRPC_BAD_REQUEST,
      data: { code: "BAD_REQUEST", httpStatus: status, appCode: null, faults: [] },
    },
  };
}

const expected = (status: number, detail: unknown): ErrorAnswer => ({ status, body: { detail }, unexpected: false });

/** Fastify's own refusals; also of a body that is no JSON, or that carries `__proto__`. */
function fastifyStatus(error: Error & Partial<FastifyError>): number | undefined {
  return error instanceof SyntaxError || error.code?.startsWith("FST_") === true ? error.statusCode : undefined;
}
