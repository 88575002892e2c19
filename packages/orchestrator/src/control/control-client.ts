import type { DataReference, ExecuteRequest } from "@gantry/contracts";
import type { ExecuteAnswer, StatusAnswer } from "./control-answers.ts";
import { readExecuteAnswer, readOutputAnswer, readStatusAnswer } from "./control-answers.ts";
import type { HealthAnswer } from "./health-answer.ts";
import { readHealthAnswer } from "./health-answer.ts";
import type { ServiceCaller, ServiceHttpOptions } from "./service-http.ts";
import { ServiceHttp } from "./service-http.ts";

/**
 * The control interface, as Gantry calls it on services. Every method throws AttemptError for a fault of the service
 * (`HTTP 500: …`, `Invalid response: …`, `Connection failed: …`, `Request timed out: …`), and the signal's reason
 * when aborted. Nothing is tried twice here. Owns the connections to all services: close it.
 */
export class ControlClient {
  readonly #http: ServiceHttp;

  constructor(options: ServiceHttpOptions) {
    this.#http = new ServiceHttp(options);
  }

  /** Starts an attempt. Its `task_id`, which no other attempt has, is also the Idempotency-Key. */
  async execute(
    caller: ServiceCaller,
    request: ExecuteRequest,
    options: { onSend?: () => void } = {},
  ): Promise<ExecuteAnswer> {
    const body = await this.#http.call(caller, {
      method: "POST",
      path: "/control/execute",
      headers: { "idempotency-key": request.task_id },
      body: JSON.stringify(request),
      ...options,
    });
    return readExecuteAnswer(body);
  }

  async status(caller: ServiceCaller, taskId: string): Promise<StatusAnswer> {
    return readStatusAnswer(await this.#http.call(caller, { method: "GET", path: taskPath("status", taskId) }));
  }

  async output(caller: ServiceCaller, taskId: string): Promise<DataReference> {
    return readOutputAnswer(await this.#http.call(caller, { method: "GET", path: taskPath("output", taskId) }));
  }

  /** Asks the service to stop a task. Services older than this call answer 404 or 405. */
  async cancel(caller: ServiceCaller, taskId: string): Promise<void> {
    await this.#http.call(caller, { method: "POST", path: taskPath("cancel", taskId) });
  }

  /** Resolves when the service answers its health check with 2xx, with what it says of itself. */
  async health(caller: ServiceCaller): Promise<HealthAnswer> {
    return readHealthAnswer(await this.#http.call(caller, { method: "GET", path: "/health" }));
  }

  /** Ends all connections; calls under way fail. */
  close(): Promise<void> {
    return this.#http.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** The path goes out as it is, never through a URL parser: an id such as `..` stays an id. */
const taskPath = (call: string, taskId: string): string => `/control/${call}/${encodeURIComponent(taskId)}`;
