import { ExecuteRequest, type ExecuteResponse, type StatusResponse } from "@gantry/contracts";
import type { FastifyInstance } from "fastify";
import { AnswerMemory } from "./answer-memory.ts";
import { bearerCheck } from "./api-key.ts";
import { executeMethod } from "./execute-method.ts";
import { findMethods, type MethodSource } from "./service-method.ts";
import type { TaskManager } from "./task-manager.ts";
import type { TrackedTask } from "./task-record.ts";
import { answerError, invalidBody, RequestRefused } from "./wire-errors.ts";

export interface ControlInterfaceOptions extends MethodSource {
  readonly taskManager: TaskManager;
  /** Asked of every `/control/*` call as `Authorization: Bearer <apiKey>`; none: open. */
  readonly apiKey?: string | undefined;
  /** While it answers true no new work is accepted (503); status and output still answer. */
  readonly isDraining?: () => boolean;
}

/** A Task's id in the path, in the query, or nowhere: then the Task that was registered last is meant. */
interface TaskRoute {
  Params: { taskId?: string };
  Querystring: { task_id?: string };
}

/**
 * The control interface as a Fastify plugin, to be registered in any Fastify application:
 * `POST /control/execute`, `GET /control/status`, `GET /control/output`, `POST /control/cancel`.
 */
export async function controlInterface(app: FastifyInstance, options: ControlInterfaceOptions): Promise<void> {
  const { taskManager } = options;
  const methods = findMethods(options);
  const answers = new AnswerMemory();

  app.setErrorHandler(answerError);
  acceptEmptyJson(app);
  if (options.apiKey !== undefined) requireApiKey(app, options.apiKey);

  app.post("/control/execute", async (request): Promise<ExecuteResponse> => {
    if (options.isDraining?.()) throw new RequestRefused(503, "Service is shutting down");
    const body = ExecuteRequest.safeParse(request.body);
    if (!body.success) throw invalidBody(body.error);
    const method = methods.get(body.data.method);
    if (method === undefined) throw new RequestRefused(400, `Unknown method: ${body.data.method}`);
    const work = () => executeMethod(method, body.data);
    const key = request.headers["idempotency-key"];
    if (typeof key !== "string") return work();
    // The ids belong to the key: two orchestrators may count their keys alike.
    return answers.once(JSON.stringify([key, body.data.workflow_id, body.data.task_id, body.data.method]), work);
  });

  const find = (params: TaskRoute["Params"], query: TaskRoute["Querystring"]): TrackedTask => {
    const task = taskManager.getTask(params.taskId ?? query.task_id);
    if (task === undefined) throw new RequestRefused(404, "Task not found");
    return task;
  };

  app.get<TaskRoute>("/control/status/:taskId?", async ({ params, query }) => {
    const task = find(params, query);
    // A failure has nothing more to fetch; a completion is collected with its output.
    if (task.outcome.status === "failed") taskManager.markCollected(task.taskId);
    return statusOf(task);
  });

  app.get<TaskRoute>("/control/output/:taskId?", async ({ params, query }) => {
    const task = find(params, query);
    if (task.outcome.status !== "complete") throw new RequestRefused(400, "Task not complete");
    taskManager.markCollected(task.taskId);
    return { output: task.outcome.output };
  });

  app.post<TaskRoute>("/control/cancel/:taskId?", async ({ params, query }) => {
    const { taskId, outcome } = find(params, query);
    if (taskManager.cancelTask(taskId)) return { status: "cancelled" };
    return { status: outcome.status === "failed" && outcome.cancelled ? "cancelled" : outcome.status };
  });
}

function statusOf({ outcome }: TrackedTask): StatusResponse {
  switch (outcome.status) {
    case "running":
      return { status: "running", progress: outcome.progress, error: null, message: outcome.message };
    case "complete":
      return { status: "complete", progress: 100, error: null, message: null };
    case "failed":
      return { status: "failed", progress: null, error: outcome.error, message: null };
  }
}

function requireApiKey(app: FastifyInstance, apiKey: string): void {
  const isAuthorized = bearerCheck(apiKey);
  // On request, before the body is read: a stranger cannot make the service parse megabytes.
  app.addHook("onRequest", async (request, reply) => {
    if (isAuthorized(request.headers.authorization)) return;
    reply.header("www-authenticate", "Bearer");
    throw new RequestRefused(401, "Invalid or missing API key");
  });
}

/** Clients send `content-type: application/json` on a cancel without a body; Fastify alone would refuse that. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("remove", "remove");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else return parseJson(request, body, done);
  });
}
