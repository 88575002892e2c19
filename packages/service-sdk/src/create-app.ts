import fastify, { type FastifyInstance } from "fastify";
import { controlInterface, type ControlInterfaceOptions } from "./control-interface.ts";
import { TaskManager } from "./task-manager.ts";

export interface CreateAppOptions extends Omit<ControlInterfaceOptions, "taskManager"> {
  /** The manager that the service's own methods register their Tasks with; a new one by default. */
  readonly taskManager?: TaskManager;
  /** Largest request accepted, bytes; default 64 MiB: a fan-in carries the outputs of all its parents. */
  readonly bodyLimitBytes?: number;
  /** Told by `/health`, so that who watches services sees which one answers. */
  readonly version?: string;
}

/**
 * A service's HTTP application: the control interface and an open `GET /health`.
 * Listen with `app.listen({ host, port })`, or mount it: after `await app.ready()`, `app.routing(request, response)`
 * serves a `node:http` (or Express) request. In a Fastify application register `controlInterface` instead.
 *
 * @throws TypeError (from `ready` or `listen`) when no method is given.
 */
export function createApp(given: CreateAppOptions): FastifyInstance {
  const { bodyLimitBytes = 64 * 1024 * 1024, version, ...options } = given;
  const app = fastify({ bodyLimit: bodyLimitBytes, routerOptions: { maxParamLength: 500 } });
  app.get("/health", async () => ({ status: "ok", ...(version === undefined ? {} : { version }) }));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: "Not Found" }));
  app.register(controlInterface, { ...options, taskManager: options.taskManager ?? new TaskManager() });
  return app;
}
