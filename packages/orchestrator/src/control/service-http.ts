import type { Clock } from "@gantry/engine";
import { AttemptError } from "@gantry/engine";
import { errors } from "undici";
import type { AddressGuard } from "../network/address-guard.ts";
import type { ResolveHost } from "../network/guarded-connector.ts";
import { AddressRefusedError } from "../network/guarded-connector.ts";
import type { AgentPool } from "./agent-pool.ts";
import { createAgentPool } from "./agent-pool.ts";
import type { CallGate } from "./call-gate.ts";
import { createCallGate } from "./call-gate.ts";
import { readCapped } from "./read-capped.ts";
import { redact } from "./redact.ts";
import { addressRefused, connectionFailed, invalidResponse, ServiceHttpError, timedOut } from "./service-faults.ts";

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_ERROR_BODY_BYTES = 64 * 1024;

const DEFAULT_CALLS_PER_SERVICE = 256;

/** One service, and how long it may take. */
export interface ServiceTarget {
  /** `http://host:port`. */
  readonly baseUrl: string;
  readonly connectTimeoutMs: number;
  /** From connecting to the answer's last byte; waiting for a turn does not count. */
  readonly callTimeoutMs: number;
}

/** On whose behalf a service is called. */
export interface ServiceCaller {
  readonly target: ServiceTarget;
  readonly signal: AbortSignal;
  /** Sent as a bearer token, and kept out of everything that the service says. */
  readonly apiKey: string | null;
  readonly traceparent: string | null;
}

export interface ServiceRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Called when the request is about to leave, after its wait for a turn. */
  readonly onSend?: () => void;
}

export interface ServiceHttpOptions {
  readonly guard: AddressGuard;
  readonly clock: Clock;
  /** Calls to one service at once; default 256. */
  readonly callsPerService?: number;
  readonly resolve?: ResolveHost;
}

/**
 * HTTP to services that are trusted with nothing: checked addresses, capped time and size, no redirects, and every
 * way to fail as an AttemptError with its documented prefix. Owns the connections; close it.
 */
export class ServiceHttp {
  readonly #clock: Clock;
  readonly #agents: AgentPool;
  readonly #gate: CallGate;

  constructor({ guard, clock, callsPerService = DEFAULT_CALLS_PER_SERVICE, resolve }: ServiceHttpOptions) {
    this.#clock = clock;
    this.#agents = createAgentPool({
      guard,
      connectionsPerService: callsPerService,
      ...(resolve === undefined ? {} : { resolve }),
    });
    this.#gate = createCallGate(callsPerService);
  }

  /**
   * @returns the body of a 2xx answer.
   * @throws AttemptError for every fault of the service; the signal's reason when aborted.
   */
  call(caller: ServiceCaller, request: ServiceRequest): Promise<string> {
    return this.#gate.run(caller.target.baseUrl, caller.signal, () => this.#send(caller, request));
  }

  close(): Promise<void> {
    return this.#agents.close();
  }

  async #send(caller: ServiceCaller, request: ServiceRequest): Promise<string> {
    const { target, signal } = caller;
    // It may have been aborted between its turn and now, and would never tell.
    signal.throwIfAborted();
    const what = `${request.method} ${target.baseUrl}${request.path}`;
    // A signal of the call's own: AbortSignal.any would leave a trace on the attempt's signal for every poll.
    const controller = new AbortController();
    const onAbort = (): void => controller.abort(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const stopTimer = this.#clock.setTimer(target.callTimeoutMs, () => {
      controller.abort(timedOut(`${what} had no complete answer within ${target.callTimeoutMs} ms`));
    });
    try {
      request.onSend?.();
      return await this.#exchange(caller, request, controller.signal);
    } catch (error) {
      if (controller.signal.aborted) throw controller.signal.reason;
      throw toAttemptError(error, what);
    } finally {
      stopTimer();
      signal.removeEventListener("abort", onAbort);
    }
  }

  async #exchange(
    { target, apiKey, traceparent }: ServiceCaller,
    request: ServiceRequest,
    signal: AbortSignal,
  ): Promise<string> {
    const { statusCode, body } = await this.#agents.agentFor(target.connectTimeoutMs).request({
      origin: target.baseUrl,
      path: request.path,
      method: request.method,
      headers: {
        accept: "application/json",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        ...(traceparent === null ? {} : { traceparent }),
        ...request.headers,
      },
      body: request.body ?? null,
      signal,
    });
    const isOk = statusCode >= 200 && statusCode < 300;
    const { text, isCut } = await readCapped(body, isOk ? MAX_ANSWER_BYTES : MAX_ERROR_BODY_BYTES);
    const shown = redact(text, apiKey);
    if (!isOk) throw new ServiceHttpError(statusCode, shown);
    if (isCut)
      throw invalidResponse(`the body is longer than ${MAX_ANSWER_BYTES} bytes; larger data travels by reference`);
    return shown;
  }
}

function toAttemptError(error: unknown, what: string): AttemptError {
  if (error instanceof AttemptError) return error;
  if (error instanceof AddressRefusedError) return addressRefused(error.message, error);
  if (error instanceof errors.ConnectTimeoutError) return timedOut(`${what}: ${error.message}`, error);
  return connectionFailed(`${what}: ${error instanceof Error ? describe(error) : String(error)}`, error);
}

/** Node joins the tries of several addresses in an AggregateError whose own message is empty. */
function describe(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  return error.errors.map((one) => (one instanceof Error ? one.message : String(one))).join(", ");
}
