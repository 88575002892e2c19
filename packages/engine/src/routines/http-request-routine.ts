import type { JsonObject, JsonValue } from "@gantry/contracts";
import { AttemptError, type AttemptContext } from "../runtime/ports/executor.ts";
import { ConfiguredRoutine } from "./configured-routine.ts";
import { defineInput } from "./define-input.ts";
import { HttpRequestConfig, type HttpRequestOptions } from "./http-config.ts";
import { requestFor, type Environment } from "./http-request-message.ts";
import { readBody } from "./http-response-body.ts";

/** What the process provides, and no configuration can say. */
export interface HttpRequestPorts {
  /** Default: the global one. A server passes one that checks which addresses may be called. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Where `{ env }` headers are looked up; default `process.env`. */
  readonly environment?: Environment;
}

/** An answer, and the message that it answers. */
export interface HttpAnswer<T extends JsonObject> extends JsonObject {
  data: T;
  status: number;
  headers: Record<string, string>;
  body: JsonValue;
}

/**
 * Makes an HTTP request of each message: 2xx goes out as `success`, any other status as `failure`, a redirect too (it is
 * not followed). A server that cannot be
 * reached or takes longer than `timeoutMs` fails the attempt, so the error policy decides whether to try again. Cancelling the
 * Job aborts the request. All but GET and HEAD carry the Task's id as `Idempotency-Key`, the same in every attempt.
 *
 * @example
 * const user = new HttpRequestRoutine<{ id: string }>({
 *   url: "https://api.example.com/users/{id}",
 *   headers: { authorization: { env: "USERS_TOKEN", prefix: "Bearer " } },
 * }).setAsCritical({ maxRetries: 2 });
 */
export class HttpRequestRoutine<T extends JsonObject> extends ConfiguredRoutine<typeof HttpRequestConfig> {
  readonly success = this.defineEvent<HttpAnswer<T>>("success", ["data", "status", "headers", "body"]);
  readonly failure = this.defineEvent<HttpAnswer<T>>("failure", ["data", "status", "headers", "body"]);
  readonly input = defineInput<T>(this, (data, context) => this.#send(data, context));
  readonly #ports: HttpRequestPorts;

  constructor(options?: HttpRequestOptions, ports: HttpRequestPorts = {}) {
    super(HttpRequestConfig, options);
    this.#ports = ports;
  }

  /** The time limit of a request is that of the attempt, which the engine keeps. */
  override setConfig(config: JsonObject): this {
    return super.setConfig(config).setTimeout(this.settings.timeoutMs);
  }

  async #send(data: T, context: AttemptContext): Promise<void> {
    const { fetch: send = fetch, environment = process.env } = this.#ports;
    const { url, init } = requestFor(this.settings, data, { environment, context });
    try {
      const response = await send(url, init);
      const body = await readBody(response, this.settings.maxResponseBytes);
      const headers = headersOf(response);
      this.emit(response.ok ? this.success : this.failure, { data, status: response.status, headers, body });
    } catch (error) {
      if (context.signal.aborted || error instanceof AttemptError) throw error;
      throw new AttemptError("unreachable", `${init.method ?? "GET"} ${url}: ${reasonOf(error)}`, { cause: error });
    }
  }
}

/** History is no place for somebody's session. */
const headersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name !== "set-cookie"));

/** fetch says "fetch failed"; why, its cause knows. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
