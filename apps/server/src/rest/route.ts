import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Caller, Scope } from "../auth/caller.ts";

export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  readonly headers: FastifyRequest["headers"];
}

/** One route of the REST surface, as data: it is registered, documented and tested from this. */
export interface Route<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: "GET" | "POST" | "DELETE";
  /** In OpenAPI's spelling: `/workflows/{workflow_id}`. */
  readonly path: string;
  readonly summary: string;
  /** What the caller must be allowed to do; null: open to anyone. */
  readonly scope: Scope | null;
  /** A route of the systems that Gantry is compatible with: its errors are `{ detail }` and nothing else. */
  readonly compatible: boolean;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly response: z.ZodType;
  /** Of the answer; default application/json. */
  readonly contentType?: string;
  /** The answer, or a promise of it; throws AppError. */
  handle(request: RouteRequest<Params, Query, Body>): unknown;
}

/** Keeps what the schemas say about params, query and body for the handler, and forgets it for the list of routes. */
export const defineRoute = <Params, Query, Body>(route: Route<Params, Query, Body>): Route => route;
