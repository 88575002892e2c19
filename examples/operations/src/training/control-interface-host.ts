import { randomUUID } from "node:crypto";
import { ExecuteResponse, OutputResponse, StatusResponse } from "@gantry/contracts";
import type { RemoteSnapshot } from "@gantry/operations";
import type { z } from "zod";
import type { TrainingHost } from "./training-adapter.ts";
import { TrainingResult, type TrainingContext } from "./training-context.ts";

/** A call that takes longer counts as failed; the next poll asks again. */
const CALL_TIMEOUT_MS = 5_000;

const STATUS = { complete: "completed", running: "running", failed: "failed", cancelled: "stopped" } as const;

/** The host side: any service that speaks the control interface and has a method `Train`. */
export class ControlInterfaceHost implements TrainingHost {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url.replace(/\/$/, "");
  }

  async startSession(context: TrainingContext): Promise<string> {
    const taskId = `training-${randomUUID()}`;
    const body = { method: "Train", workflow_id: "training", task_id: taskId, inputs: [], parameters: context };
    const answer = await this.#call(ExecuteResponse, "POST", "/control/execute", { body });
    if (answer.status === "failed")
      throw new Error(`The host service refused to train: ${answer.error ?? "no reason"}`);
    return answer.task_id ?? taskId;
  }

  async getStatus(sessionId: string, signal: AbortSignal): Promise<RemoteSnapshot> {
    const answer = await this.#call(StatusResponse, "GET", `/control/status/${sessionId}`, { signal });
    const { status, progress, error, message = null } = answer;
    return { status: STATUS[status], progress_percent: progress, error, ...(message === null ? {} : { message }) };
  }

  async cancel(sessionId: string): Promise<void> {
    await fetch(`${this.#url}/control/cancel/${sessionId}`, {
      method: "POST",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
  }

  async result(sessionId: string): Promise<TrainingResult> {
    const { output } = await this.#call(OutputResponse, "GET", `/control/output/${sessionId}`);
    return TrainingResult.parse(output.metadata);
  }

  async healthCheck(): Promise<void> {
    const response = await fetch(`${this.#url}/health`, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${this.#url}/health answers ${String(response.status)}`);
  }

  async #call<T>(
    schema: z.ZodType<T>,
    method: "GET" | "POST",
    path: string,
    { body, signal }: { readonly body?: object; readonly signal?: AbortSignal } = {},
  ): Promise<T> {
    const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
    const response = await fetch(this.#url + path, {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path} of ${this.#url} answers ${String(response.status)}`);
    return schema.parse(await response.json());
  }
}
