import type { FastifyRequest } from "fastify";
import type { Caller } from "../auth/caller.ts";
import type { IncomingRequest } from "../auth/request-guard.ts";

const callers = new WeakMap<FastifyRequest, Caller | null>();

/** Remembers who makes a request, found out once in the first hook. */
export const setCaller = (request: FastifyRequest, caller: Caller | null): void => void callers.set(request, caller);

/** Who makes this request; null: nobody signed in. */
export const callerOf = (request: FastifyRequest): Caller | null => callers.get(request) ?? null;

export const incoming = (request: FastifyRequest): IncomingRequest => ({
  method: request.method,
  headers: request.headers,
  remoteAddress: request.ip,
});
