import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { requireScope, type Caller } from "../auth/caller.ts";
import type { Route } from "../rest/route.ts";
import { faultsOf, missing, ValidationError } from "../rest/validation-error.ts";
import { callerOf } from "./caller-of-request.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Errors of this route are `{ detail }` and nothing else. */
    compatible?: boolean;
  }
}

const OPEN: Caller = { name: "anyone", scope: "read", via: "local", remoteAddress: "" };

/** Serves these routes: each checks the caller's scope, then the request's shape, then does its work. */
export function registerRest(app: FastifyInstance, routes: readonly Route[]): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
      config: { compatible: route.compatible },
      handler: (request, reply) => serve(route, request, reply),
    });
  }
}

async function serve(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const caller = route.scope === null ? OPEN : requireScope(callerOf(request), route.scope);
  if (route.body !== undefined && request.body === undefined && !route.body.safeParse(undefined).success) {
    throw new ValidationError([{ ...missing("body"), loc: ["body"] }]);
  }
  const answer: unknown = await route.handle({
    params: parse("path", route.params, request.params),
    query: parse("query", route.query, request.query),
    body: parse("body", route.body, request.body),
    caller,
    headers: request.headers,
  });
  reply.header("cache-control", "no-store").header("vary", "Accept");
  if (route.contentType !== undefined) reply.type(route.contentType);
  return answer;
}

function parse(part: string, schema: z.ZodType | undefined, value: unknown): unknown {
  const parsed = schema?.safeParse(value);
  if (parsed === undefined || parsed.success) return parsed?.data;
  throw new ValidationError(faultsOf(part, parsed.error));
}
