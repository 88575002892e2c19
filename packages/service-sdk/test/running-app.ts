import { createApp, TaskManager, type CreateAppOptions } from "../src/index.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A service's application on a free port, called over real HTTP. */
export interface RunningApp extends AsyncDisposable {
  readonly url: string;
  readonly taskManager: TaskManager;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** `body` is sent as JSON; a string is sent as it is. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export async function startApp(options: CreateAppOptions): Promise<RunningApp> {
  const taskManager = options.taskManager ?? new TaskManager();
  const app = createApp({ ...options, taskManager });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    url,
    taskManager,
    get: (path, headers = {}) => call(path, { headers }),
    post: (path, body, headers = {}) =>
      call(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

/** A body for `POST /control/execute`. */
export const executeBody = (method: string, taskId = "task_1", more: object = {}) => ({
  method,
  workflow_id: "wf-000000000001",
  task_id: taskId,
  inputs: [],
  parameters: {},
  ...more,
});

export const OUTPUT = { protocol: "s3", uri: "s3://bucket/result.json", format: "json" } as const;

/** The same reference as it travels: all seven fields. */
export const WIRE_OUTPUT = { ...OUTPUT, schema_uri: null, size_bytes: null, checksum: null, metadata: null };
