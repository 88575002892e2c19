import { AppError } from "@gantry/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RequestGuard } from "../auth/request-guard.ts";
import { callerOf } from "../http/caller-of-request.ts";
import type { Pages } from "./dashboard.ts";

/** Paths that are the server's own, whatever a browser says it accepts: a page has no path below an id. */
const SERVER_PATHS =
  /^\/((trpc|sign-in|docs|openapi\.json|health|metrics|operation-types)([/?]|$)|(workflows|jobs|operations)\/[^/?]+\/)/;

/** A page's files hold no data, and a page that redirects needs some of them. */
const OPEN_FILES = /^\/(_next\/static\/|favicon|icon|apple-icon|manifest)/;

/**
 * The dashboard shares its paths with the REST surface (`/workflows/{id}`): a browser asks for a page by accepting
 * HTML, Next's router by its `RSC` header; everything else means the API.
 */
export function addPages(app: FastifyInstance, options: { readonly guard: RequestGuard; readonly pages: Pages }): void {
  const { guard, pages } = options;

  const servePage = async (request: FastifyRequest, reply: FastifyReply) => {
    if (guard.mode === "token" && callerOf(request) === null && !OPEN_FILES.test(request.url)) {
      return reply.redirect("/sign-in");
    }
    passPolicyOn(request, reply);
    reply.hijack();
    await pages.serve(request.raw, reply.raw);
    return reply;
  };

  app.addHook("onRequest", async (request, reply) => {
    if (isForPage(request)) return servePage(request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    if (isSafe(request) && !SERVER_PATHS.test(request.url)) return servePage(request, reply);
    throw new AppError("not_found", "Not Found");
  });
}

const isSafe = ({ method }: FastifyRequest): boolean => method === "GET" || method === "HEAD";

function isForPage(request: FastifyRequest): boolean {
  if (!isSafe(request) || SERVER_PATHS.test(request.url)) return false;
  return request.headers.rsc !== undefined || request.headers.accept?.includes("text/html") === true;
}

/** Next takes the nonce for its scripts from the policy on the request. */
function passPolicyOn(request: FastifyRequest, reply: FastifyReply): void {
  const policy = reply.raw.getHeader("content-security-policy");
  if (typeof policy === "string") request.raw.headers["content-security-policy"] = policy;
}
