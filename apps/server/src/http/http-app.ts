import helmet from "@fastify/helmet";
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import type { Actions } from "../application/actions.ts";
import type { RequestGuard } from "../auth/request-guard.ts";
import type { SessionCookies } from "../auth/session-cookie.ts";
import type { SignInLink } from "../auth/sign-in-link.ts";
import type { Pages } from "../pages/dashboard.ts";
import { addPages } from "../pages/pages-hook.ts";
import { restRoutes } from "../rest/routes.ts";
import { discardBody } from "./discard-body.ts";
import { registerDocs } from "./docs-plugin.ts";
import { BODY_LIMIT_BYTES, errorAnswer, trpcErrorBody } from "./error-answer.ts";
import { addGuardHook } from "./guard-hook.ts";
import { registerRest } from "./rest-plugin.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { registerSignIn } from "./sign-in-plugin.ts";
import { registerTrpc } from "./trpc-plugin.ts";

export interface HttpAppOptions {
  readonly actions: Actions;
  readonly guard: RequestGuard;
  readonly sessions: SessionCookies;
  readonly link: SignInLink;
  readonly pages: Pages;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
}

/** tRPC puts the names of a batch's procedures into one path segment. */
const MAX_PATH_SEGMENT_CHARS = 5_000;

/** REST, tRPC, documents, sign-in and pages behind one guard. Does not listen yet. */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const { actions, guard, sessions, link, pages, version } = options;
  const routes = restRoutes(actions);
  const app = fastify({
    loggerInstance: options.logger,
    // Paths may carry the sign-in link's secret: what is worth a line is logged where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: MAX_PATH_SEGMENT_CHARS },
  });
  readJsonOnly(app);
  app.setErrorHandler(answerError);
  await app.register(helmet, SECURITY_HEADERS);
  addGuardHook(app, guard);
  addPages(app, { guard, pages });
  registerRest(app, routes);
  registerDocs(app, { routes, version });
  registerSignIn(app, { guard, sessions, link });
  registerTrpc(app, actions);
  await app.ready();
  return app;
}

/** An empty body is none, whatever its content type: `curl -X POST` with a JSON header means no harm. */
function readJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body.trim() === "") done(null, undefined);
    else void parseJson(request, body, done);
  });
}

async function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const compatible = request.routeOptions.config.compatible === true;
  const answer = errorAnswer(error, { compatible });
  const isTrpc = request.url.startsWith("/trpc/");
  if (answer.unexpected) request.log.error({ err: error, method: request.method }, "A request failed");
  if (answer.status === 413) await discardBody(request.raw);
  return reply.code(answer.status).send(isTrpc ? trpcErrorBody(answer) : answer.body);
}
