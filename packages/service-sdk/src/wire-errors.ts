import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { ValidationIssues } from "./describe-issues.ts";

/** One fault of a request, in the form that FastAPI services answer. */
export interface ValidationFault {
  readonly type: string;
  readonly loc: readonly PropertyKey[];
  readonly msg: string;
}

/** A request that cannot be served: answered with `status` and `{"detail": …}`. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly detail: string | readonly ValidationFault[];

  constructor(status: number, detail: string | readonly ValidationFault[]) {
    super(typeof detail === "string" ? detail : "Invalid request");
    this.name = "RequestRefused";
    this.status = status;
    this.detail = detail;
  }
}

/** A 422 with the place of each fault, and never the input itself. */
export const invalidBody = ({ issues }: ValidationIssues): RequestRefused =>
  new RequestRefused(
    422,
    issues.map((issue) => ({ type: issue.code ?? "invalid", loc: ["body", ...issue.path], msg: issue.message })),
  );

/** The one door out for whatever a route throws. */
export function answerError(
  error: FastifyError | RequestRefused,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof RequestRefused) return reply.code(error.status).send({ detail: error.detail });
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return reply.code(413).send({ detail: `Request body is larger than ${reply.routeOptions.bodyLimit} bytes` });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return reply.code(422).send({ detail: [{ type: "json_invalid", loc: ["body"], msg: error.message }] });
    default:
      reply.log.error({ err: error }, "Request failed");
      return reply.code(error.statusCode ?? 500).send({ detail: "Internal Server Error" });
  }
}
