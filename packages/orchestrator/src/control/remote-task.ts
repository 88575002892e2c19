import type { DataReference, ExecuteRequest } from "@gantry/contracts";
import type { AttemptContext, Clock } from "@gantry/engine";
import { AttemptError, AttemptLostError, sleep } from "@gantry/engine";
import type { PollingSettings } from "../service-settings.ts";
import type { StatusAnswer } from "./control-answers.ts";
import type { ControlClient } from "./control-client.ts";
import { backoffDelayMs, pollDelayMs, spreadDelayMs } from "./poll-schedule.ts";
import { serviceFailed, ServiceHttpError } from "./service-faults.ts";
import type { ServiceCaller } from "./service-http.ts";

/** Longest that a cancelled attempt waits for its service to be told. */
const CANCEL_TIMEOUT_MS = 2_000;

/** Answers of services that have no such call, or no such task. */
const UNKNOWN_TASK: ReadonlySet<number> = new Set([404]);
const UNKNOWN_CALL: ReadonlySet<number> = new Set([404, 405, 501]);

export interface RemoteTaskOptions {
  readonly client: ControlClient;
  readonly clock: Clock;
  readonly context: AttemptContext;
  readonly caller: ServiceCaller;
  readonly request: ExecuteRequest;
  readonly polling: PollingSettings;
  /** A random number in [0, 1), that spreads polls. */
  readonly random: () => number;
}

/**
 * One attempt at a service, from the call that starts it to its output.
 *
 * R1. The service is posted to at most once, or once more after a crash of ours if nothing shows that it accepted.
 * R2. An acknowledged task is never posted again under its id: what the service forgot is lost.
 * R3. Only status and output may fail and be asked again, a limited number of times in a row.
 */
export class RemoteTask {
  readonly #options: RemoteTaskOptions;
  /** The id by which the service may know the task; null until something was sent. */
  #knownAs: string | null = null;
  #progressPercent = 0;

  constructor(options: RemoteTaskOptions) {
    this.#options = options;
  }

  /** Posts the attempt and sees it through. @returns its output; null if it completed without one. */
  async run(): Promise<DataReference | null> {
    const { client, caller, context, request } = this.#options;
    const onSend = (): void => {
      this.#knownAs = request.task_id;
    };
    const answer = await client.execute(caller, request, { onSend });
    switch (answer.kind) {
      case "complete":
        return answer.output;
      case "failed":
        throw serviceFailed("Service returned failed status", answer.error);
      case "running":
        this.#knownAs = answer.taskId;
        await context.acknowledge(answer.taskId);
        return this.#follow(answer.taskId);
    }
  }

  /**
   * Goes on with what a former process began. `acknowledgedAs`: the id under which the service is known to have
   * accepted it, if any.
   * @throws AttemptLostError when the service accepted the task, and knows nothing of it any more. Keeps R2.
   */
  async resume(acknowledgedAs: string | null): Promise<DataReference | null> {
    const { client, caller, context, request } = this.#options;
    const taskId = acknowledgedAs ?? request.task_id;
    this.#knownAs = taskId;
    const unknown = acknowledgedAs === null ? UNKNOWN_CALL : UNKNOWN_TASK;
    const status = await this.#tolerate("status", async () => {
      try {
        return await client.status(caller, taskId);
      } catch (error) {
        if (error instanceof ServiceHttpError && unknown.has(error.statusCode)) return null;
        throw error;
      }
    });
    if (status === null && acknowledgedAs === null) return this.run();
    if (status === null)
      throw new AttemptLostError(`The service accepted task ${taskId} and does not know it any more`);
    if (acknowledgedAs === null) await context.acknowledge(taskId);
    context.log("info", "The service still has the task; following it again", { serviceTaskId: taskId });
    return this.#follow(taskId, status);
  }

  /** Tells the service that its result is not wanted any more, if it may know the task. Never throws. */
  async cancel(): Promise<void> {
    if (this.#knownAs === null) return;
    const { client, caller, context } = this.#options;
    const callTimeoutMs = Math.min(caller.target.callTimeoutMs, CANCEL_TIMEOUT_MS);
    // The attempt's own signal is aborted: this call has one that is not.
    const { signal } = new AbortController();
    try {
      await client.cancel({ ...caller, target: { ...caller.target, callTimeoutMs }, signal }, this.#knownAs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.log("warn", "service cannot be told; it may still run", { serviceTaskId: this.#knownAs, reason });
    }
  }

  async #follow(taskId: string, first?: StatusAnswer): Promise<DataReference> {
    const { client, clock, caller, polling, random } = this.#options;
    const { signal } = caller;
    let waitedMs = 0;
    let answer = first;
    for (;;) {
      if (answer !== undefined) this.#report(answer);
      if (answer?.kind === "failed") throw serviceFailed("Service task failed", answer.error);
      if (answer?.kind === "complete") return this.#tolerate("output", () => client.output(caller, taskId));
      const delayMs = spreadDelayMs(pollDelayMs(waitedMs, polling), random());
      await sleep(clock, delayMs, signal);
      waitedMs += delayMs;
      answer = await this.#tolerate("status", () => client.status(caller, taskId));
    }
  }

  /** Some services count backwards; what was shown once is not taken back. */
  #report({ progressPercent, message }: StatusAnswer): void {
    if (progressPercent === null && message === null) return;
    this.#progressPercent = Math.max(this.#progressPercent, progressPercent ?? 0);
    const percent = progressPercent === null ? null : this.#progressPercent;
    this.#options.context.progress(percent, ...(message === null ? [] : [message]));
  }

  /** Asks again after failures, up to the tolerated number in a row. Keeps R3. */
  async #tolerate<T>(call: "status" | "output", ask: () => Promise<T>): Promise<T> {
    const { clock, context, caller, polling, random } = this.#options;
    for (let failures = 1; ; failures += 1) {
      try {
        return await ask();
      } catch (error) {
        if (caller.signal.aborted || !isTransient(error) || failures > polling.toleratedFailures) throw error;
        const reason = error.message;
        context.log("warn", `GET /control/${call} failed; asking again`, { failures, reason });
      }
      await sleep(clock, spreadDelayMs(backoffDelayMs(failures, polling), random()), caller.signal);
    }
  }
}

const isTransient = (error: unknown): error is AttemptError =>
  error instanceof AttemptError && error.code !== "service_address_refused";
