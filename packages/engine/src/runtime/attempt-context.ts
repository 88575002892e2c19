import { AppError, type JobState, type JsonObject, type JsonValue, type LogLevel } from "@gantry/contracts";
import type { Command, Emission } from "../core/index.ts";
import type { Clock } from "./ports/clock.ts";
import type { AttemptContext } from "./ports/executor.ts";
import { ProgressReporter } from "./progress-reporter.ts";
import { sleep } from "./sleep.ts";
import { toJsonText, type Values } from "./values.ts";

/** What a running Workflow offers to the attempts in it. */
export interface AttemptHost {
  readonly clock: Clock;
  readonly values: Values;
  /** The Job as decided so far, this attempt's own writes included. */
  state(): JobState;
  /** @returns whether the command had an effect. */
  dispatch(command: Command): boolean;
  log(line: {
    level: LogLevel;
    message: string;
    fields: JsonObject | null;
    routine: string;
    taskId: string;
    attempt: number;
  }): void;
  /** Value of a Routine's stat over all Jobs of the Workflow. */
  stat(routine: string, name: string): number;
  /** Resolves when everything decided so far is durable. */
  settled(): Promise<void>;
}

export interface AttemptIdentity {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly routine: string;
}

/**
 * The context of one attempt: every wish of its handler becomes a command. Emissions and writes are numbered per
 * attempt, so that a re-run finds out what an earlier attempt has recorded. Made once per attempt and mostly
 * unused, so its parts are made when they are asked for.
 */
export class HandlerContext implements AttemptContext {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly routine: string;
  readonly #host: AttemptHost;
  readonly #abort: AbortHandle;
  #numbers: Map<string, number> | null = null;
  #progress: ProgressReporter | null = null;
  #sharedData: AttemptContext["sharedData"] | null = null;

  constructor(host: AttemptHost, identity: AttemptIdentity, abort: AbortHandle) {
    this.workflowId = identity.workflowId;
    this.jobId = identity.jobId;
    this.taskId = identity.taskId;
    this.attempt = identity.attempt;
    this.routine = identity.routine;
    this.#host = host;
    this.#abort = abort;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get sharedData(): AttemptContext["sharedData"] {
    this.#sharedData ??= { get: (key) => this.#getData(key), set: (key, value) => this.#setData(key, value) };
    return this.#sharedData;
  }

  emit(event: string, data: JsonObject, options: { readonly key?: string } = {}): void {
    const { taskId, attempt } = this;
    this.#host.dispatch({ type: "emit", taskId, attempt, emission: this.emission(event, data, options.key) });
  }

  /** Packs and numbers an emission, to be recorded by itself or together with the attempt's completion. */
  emission(event: string, data: JsonObject, key?: string): Emission {
    const owner = `Routine "${this.routine}", event "${event}"`;
    if (key?.startsWith("#")) throw new AppError("invalid_input", `${owner}: an emission key must not start with "#"`);
    return { event, data: this.#host.values.pack(data, owner), key: key ?? `#${String(this.#next(`emit:${event}`))}` };
  }

  log(level: LogLevel, message: string, fields?: JsonObject): void {
    const { routine, taskId, attempt } = this;
    const json = fields && toJsonText(fields, `Routine "${routine}", fields of the log line "${message}"`);
    this.#host.log({
      level,
      message,
      fields: json === undefined ? null : (JSON.parse(json) as JsonObject),
      routine,
      taskId,
      attempt,
    });
  }

  progress(percent: number | null, message?: string): void {
    const { taskId, attempt } = this;
    this.#progress ??= new ProgressReporter(this.#host.clock, (report) => {
      this.#host.dispatch({ type: "report_progress", taskId, attempt, ...report, acknowledgedAs: null });
    });
    this.#progress.report(percent, message ?? null);
  }

  setStat(name: string, value: number): void {
    if (!Number.isFinite(value)) {
      throw new AppError(
        "invalid_input",
        `Routine "${this.routine}", stat "${name}": ${String(value)} is not a finite number`,
      );
    }
    const { taskId, attempt } = this;
    this.#host.dispatch({ type: "set_stat", taskId, attempt, name, write: this.#next(`stat:${name}`), value });
  }

  incrementStat(name: string, by = 1): number {
    this.setStat(name, this.#host.stat(this.routine, name) + by);
    return this.#host.stat(this.routine, name);
  }

  sleep(delayMs: number): Promise<void> {
    return sleep(this.#host.clock, delayMs, this.signal);
  }

  async acknowledge(serviceTaskId: string): Promise<void> {
    const { taskId, attempt } = this;
    this.#host.dispatch({
      type: "report_progress",
      taskId,
      attempt,
      percent: null,
      message: null,
      acknowledgedAs: serviceTaskId,
    });
    await this.#host.settled();
  }

  /** Records what is held back; called when the handler has ended. */
  flush(): void {
    this.#progress?.flush();
  }

  async #getData(key: string): Promise<JsonValue | undefined> {
    const { sharedData } = this.#host.state();
    const entry = Object.hasOwn(sharedData, key) ? sharedData[key] : undefined;
    return entry && (await this.#host.values.unpack(entry.value));
  }

  #setData(key: string, value: JsonValue): void {
    const { taskId, attempt } = this;
    const owner = `Routine "${this.routine}", shared data "${key}"`;
    if (key === "__proto__") throw new AppError("invalid_input", `${owner}: this key is not allowed`);
    const stored = this.#host.values.pack(value, owner);
    this.#host.dispatch({
      type: "set_data",
      taskId,
      attempt,
      data: { key, write: this.#next(`data:${key}`), value: stored },
    });
  }

  #next(name: string): number {
    this.#numbers ??= new Map();
    const number = (this.#numbers.get(name) ?? 0) + 1;
    this.#numbers.set(name, number);
    return number;
  }
}

/** An abort signal that costs nothing until somebody looks at it: most handlers never do. */
export class AbortHandle {
  #controller: AbortController | null = null;
  #reason: AppError | null = null;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  throwIfAborted(): void {
    if (this.#reason) throw this.#reason;
  }

  abort(reason: AppError): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }
}
