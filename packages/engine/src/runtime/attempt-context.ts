import {
  AppError,
  type JobState,
  type JsonObject,
  type JsonValue,
  type LogLevel,
  type RoutineDefinition,
  type StoredValue,
} from "@gantry/contracts";
import { findTask, type Command, type Emission } from "../core/index.ts";
import type { AbortHandle } from "./abort-handle.ts";
import type { Clock } from "./ports/clock.ts";
import { AttemptDeferred, type AttemptContext } from "./ports/executor.ts";
import { progressDetail } from "./progress-detail.ts";
import { ProgressReporter } from "./progress-reporter.ts";
import { RecordedFacts } from "./recorded-facts.ts";
import { sleep } from "./sleep.ts";
import type { StatTotals } from "./stat-totals.ts";
import { toJsonText, type Values } from "./values.ts";

/** What a running Workflow offers to the attempts in it. */
export interface AttemptHost {
  readonly clock: Clock;
  readonly values: Values;
  /** The Job as decided so far, this attempt's own writes included. */
  state(): JobState;
  /** Which activation of its Slot a Task is, from 1. */
  activationOf(taskId: string): number;
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
  /** The Routines' stats, over all Jobs of the Workflow. */
  readonly stats: Pick<StatTotals, "get" | "all" | "nextChange">;
  /** Resolves when everything decided so far is durable. */
  settled(): Promise<void>;
}

const EARLIER_ATTEMPT =
  "An earlier attempt recorded this with other data, which stays: make the handler repeatable, or give keys";
const SAME_ATTEMPT =
  "This attempt used the key before with other data, which stays: give each emission a key of its own";

export interface AttemptIdentity {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly definition: RoutineDefinition;
}

/**
 * The context of one attempt: every wish of its handler becomes a command. Emissions and writes are numbered per
 * attempt, so that a re-run finds out what an earlier attempt has recorded. Made once per attempt and mostly
 * unused, so its parts are made when they are asked for; each is whole by itself, so that a handler may take the
 * context apart: `({ emit, log }) => …`.
 */
export class HandlerContext implements AttemptContext {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly routine: string;
  readonly #host: AttemptHost;
  readonly #definition: RoutineDefinition;
  readonly #abort: AbortHandle;
  #earlier: RecordedFacts | null = null;
  /** Its own emissions that have a key. */
  #named: RecordedFacts | null = null;
  #numbers: Map<string, number> | null = null;
  #progress: ProgressReporter | null = null;

  constructor(host: AttemptHost, identity: AttemptIdentity, abort: AbortHandle) {
    this.workflowId = identity.workflowId;
    this.jobId = identity.jobId;
    this.taskId = identity.taskId;
    this.attempt = identity.attempt;
    this.routine = identity.definition.name;
    this.#definition = identity.definition;
    this.#host = host;
    this.#abort = abort;
  }

  get config(): JsonObject {
    return structuredClone(this.#definition.config);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get sharedData(): AttemptContext["sharedData"] {
    return { get: (key) => this.#getData(key), set: (key, value) => this.#setData(key, value) };
  }

  get emit(): AttemptContext["emit"] {
    return (event, data, options = {}) => {
      this.#assertEvent(event);
      this.#dispatch({ type: "emit", emission: this.emission(event, data, options.key) });
    };
  }

  get log(): AttemptContext["log"] {
    return (level, message, fields) => {
      const { routine, taskId, attempt } = this;
      const json = fields && toJsonText(fields, `Routine "${routine}", fields of the log line "${message}"`);
      const copy = json === undefined ? null : (JSON.parse(json) as JsonObject);
      this.#host.log({ level, message, fields: copy, routine, taskId, attempt });
    };
  }

  get progress(): AttemptContext["progress"] {
    return (percent, message, detail) => {
      this.#progress ??= new ProgressReporter(this.#host.clock, (report) => {
        this.#dispatch({ type: "report_progress", ...report, acknowledgedAs: null });
      });
      this.#progress.report(percent, message ?? null, progressDetail(detail, this.routine));
    };
  }

  get getStat(): AttemptContext["getStat"] {
    return (name, fallback = 0) => this.#host.stats.get(this.routine, name) ?? fallback;
  }

  get stats(): AttemptContext["stats"] {
    return () => this.#host.stats.all(this.routine);
  }

  get setStat(): AttemptContext["setStat"] {
    return (name, value) => {
      if (!Number.isFinite(value)) {
        const what = `Routine "${this.routine}", stat "${name}"`;
        throw new AppError("invalid_input", `${what}: ${String(value)} is not a finite number`);
      }
      const change = this.#host.stats.nextChange();
      this.#dispatch({ type: "set_stat", name, write: this.#next(`stat:${name}`), value, change });
    };
  }

  get updateStat(): AttemptContext["updateStat"] {
    return (name, update) => {
      this.setStat(name, update(this.getStat(name)));
      return this.getStat(name); // what an earlier attempt has set already stays as it is
    };
  }

  get incrementStat(): AttemptContext["incrementStat"] {
    return (name, by = 1) => this.updateStat(name, (value) => value + by);
  }

  get queuedAtMs(): number {
    return findTask(this.#host.state(), this.taskId)?.queuedAtMs ?? this.#host.clock.nowMs();
  }

  get activation(): number {
    return this.#host.activationOf(this.taskId);
  }

  get deferUntil(): AttemptContext["deferUntil"] {
    return (atMs) => {
      if (!Number.isFinite(atMs))
        throw new AppError("invalid_input", `Routine "${this.routine}": ${String(atMs)} is no time to defer to`);
      if (this.#host.clock.nowMs() < atMs) throw new AttemptDeferred(atMs);
    };
  }

  get sleep(): AttemptContext["sleep"] {
    return (delayMs) => sleep(this.#host.clock, delayMs, this.signal);
  }

  get acknowledge(): AttemptContext["acknowledge"] {
    return async (serviceTaskId) => {
      this.#dispatch({ type: "report_progress", percent: null, message: null, acknowledgedAs: serviceTaskId });
      await this.#host.settled();
    };
  }

  /** Packs and numbers an emission, to be recorded by itself or together with the attempt's completion. */
  emission(event: string, data: JsonObject, key?: string): Emission {
    const owner = `Routine "${this.routine}", event "${event}"`;
    if (key?.startsWith("#")) throw new AppError("invalid_input", `${owner}: an emission key must not start with "#"`);
    const stored = this.#host.values.pack(data, owner);
    const name = key ?? `#${String(this.#next(`emit:${event}`))}`;
    if (this.#earlier?.divergesInEmission(event, name, stored)) this.#warnOfDivergence({ event, key: name });
    else if (key !== undefined) this.#compareWithOwn(event, key, stored);
    return { event, data: stored, key: name };
  }

  /** What earlier attempts of this Task recorded: a repeat that differs is logged from now on. */
  compareWith(earlier: RecordedFacts): void {
    this.#earlier = earlier;
  }

  /** Records what is held back; called when the handler has ended. */
  flush(): void {
    this.#progress?.flush();
  }

  #dispatch(report: AttemptReport): void {
    this.#host.dispatch({ ...report, taskId: this.taskId, attempt: this.attempt });
  }

  #assertEvent(event: string): void {
    const { events } = this.#definition;
    if (events.some(({ name }) => name === event)) return;
    const known = events.length === 0 ? "it has none" : `it has ${events.map(({ name }) => name).join(", ")}`;
    throw new AppError("invalid_input", `Routine "${this.routine}" has no event "${event}"; ${known}`);
  }

  async #getData(key: string): Promise<JsonValue | undefined> {
    const { sharedData } = this.#host.state();
    const entry = Object.hasOwn(sharedData, key) ? sharedData[key] : undefined;
    return entry && (await this.#host.values.unpack(entry.value));
  }

  #setData(key: string, value: JsonValue): void {
    const owner = `Routine "${this.routine}", shared data "${key}"`;
    if (key === "__proto__") throw new AppError("invalid_input", `${owner}: this key is not allowed`);
    const stored = this.#host.values.pack(value, owner);
    const write = this.#next(`data:${key}`);
    if (this.#earlier?.divergesInData(key, write, stored)) this.#warnOfDivergence({ sharedData: key, write });
    this.#dispatch({ type: "set_data", data: { key, write, value: stored } });
  }

  #compareWithOwn(event: string, key: string, stored: StoredValue): void {
    this.#named ??= new RecordedFacts();
    if (this.#named.divergesInEmission(event, key, stored)) this.#warnOfDivergence({ event, key }, SAME_ATTEMPT);
    else this.#named.addEmission(event, key, stored);
  }

  /** Page 3, decision 7: the first stays. */
  #warnOfDivergence(what: JsonObject, hint = EARLIER_ATTEMPT): void {
    this.log("warn", "emission_diverged", { ...what, attempt: this.attempt, hint });
  }

  #next(name: string): number {
    this.#numbers ??= new Map();
    const number = (this.#numbers.get(name) ?? 0) + 1;
    this.#numbers.set(name, number);
    return number;
  }
}

type ReportOf<C> = C extends { readonly taskId: string; readonly attempt: number }
  ? Omit<C, "taskId" | "attempt">
  : never;
/** What an attempt asks of its Job, before it says which attempt it is. */
type AttemptReport = ReportOf<Command>;
