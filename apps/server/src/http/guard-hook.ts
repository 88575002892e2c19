import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RequestGuard } from "../auth/request-guard.ts";
import { incoming, setCaller } from "./caller-of-request.ts";
import { UnsupportedContentError } from "./error-answer.ts";

/**
 * The first thing that happens to every request: where it comes from, what it carries, who makes it.
 * Nothing is refused here for want of a caller: each route asks for its own scope.
 */
export function addGuardHook(app: FastifyInstance, guard: RequestGuard): void {
  app.addHook("onRequest", async (request) => {
    guard.checkOrigin(incoming(request));
    assertJson(request);
    setCaller(request, await guard.identify(incoming(request)));
  });
}

/** Only JSON: forms and plain text are what a page of another site can send without asking first. */
function assertJson(request: FastifyRequest): void {
  const contentType = request.headers["content-type"];
  if (contentType === undefined || /^application\/json\s*(;|$)/i.test(contentType)) return;
  throw new UnsupportedContentError();
}
