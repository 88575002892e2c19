import { AppError, type JobState, type JsonObject, type JsonValue, type LogLevel } from "@gantry/contracts";
import type { Command, Emission } from "../core/index.ts";
import type { Clock } from "./ports/clock.ts";
import type { AttemptContext } from "./ports/executor.ts";
import type { Values } from "./values.ts";

/** What a running Workflow offers to the attempts in it. */
export interface AttemptHost {
  readonly clock: Clock;
  readonly values: Values;
  /** The Job as decided so far, this attempt's own writes included. */
  state(): JobState;
  /** @returns whether the command had an effect. */
  dispatch(command: Command): boolean;
  log(line: { level: LogLevel; message: string; fields: JsonObject | null; routine: string; taskId: string; attempt: number }): void;
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

/** Progress is recorded at most this often per Task: at once, then the newest of each interval. */
const PROGRESS_INTERVAL_MS = 100;

export interface OpenContext {
  readonly context: AttemptContext;
  /** Packs and numbers an emission that is to be recorded together with the attempt's completion. */
  emission(event: string, data: JsonObject, key?: string): Emission;
  /** Records what is held back; call it when the handler has ended. */
  flush(): void;
}

/** The context of one attempt: every wish of its handler becomes a command. */
export function createAttemptContext(host: AttemptHost, identity: AttemptIdentity, signal: AbortSignal): OpenContext {
  const { taskId, attempt, routine } = identity;
  const numbers = new Map<string, number>();
  const next = (name: string): number => {
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    return number;
  };
  const emission = (event: string, data: JsonObject, key?: string): Emission => {
    const owner = `Routine "${routine}", event "${event}"`;
    if (key?.startsWith("#")) throw new AppError("invalid_input", `${owner}: an emission key must not start with "#"`);
    return { event, data: host.values.pack(data, owner), key: key ?? `#${String(next(`emit:${event}`))}` };
  };
  const progress = createProgressReporter(host, taskId, attempt);
  const setStat = (name: string, value: number): void => {
    host.dispatch({ type: "set_stat", taskId, attempt, name, write: next(`stat:${name}`), value });
  };

  const context: AttemptContext = {
    ...identity,
    signal,
    sharedData: {
      async get(key): Promise<JsonValue | undefined> {
        const entry = host.state().sharedData[key];
        return entry && (await host.values.unpack(entry.value));
      },
      set(key, value) {
        const stored = host.values.pack(value, `Routine "${routine}", shared data "${key}"`);
        host.dispatch({ type: "set_data", taskId, attempt, data: { key, write: next(`data:${key}`), value: stored } });
      },
    },
    emit(event, data, options = {}) {
      host.dispatch({ type: "emit", taskId, attempt, emission: emission(event, data, options.key) });
    },
    log(level, message, fields) {
      host.log({ level, message, fields: fields ?? null, routine, taskId, attempt });
    },
    progress(percent, message) {
      progress.report(percent, message ?? null);
    },
    setStat,
    incrementStat(name, by = 1) {
      setStat(name, host.stat(routine, name) + by);
      return host.stat(routine, name);
    },
    async acknowledge(serviceTaskId) {
      host.dispatch({ type: "report_progress", taskId, attempt, percent: null, message: null, acknowledgedAs: serviceTaskId });
      await host.settled();
    },
  };
  return { context, emission, flush: progress.flush };
}

interface Report {
  readonly percent: number | null;
  readonly message: string | null;
}

function createProgressReporter(host: AttemptHost, taskId: string, attempt: number) {
  let held: Report | null = null;
  let cancelTimer: (() => void) | null = null;

  const record = ({ percent, message }: Report): void => {
    host.dispatch({ type: "report_progress", taskId, attempt, percent, message, acknowledgedAs: null });
  };
  const tick = (): void => {
    cancelTimer = null;
    if (!held) return;
    const report = held;
    held = null;
    record(report);
    cancelTimer = host.clock.setTimer(PROGRESS_INTERVAL_MS, tick);
  };
  return {
    report(percent: number | null, message: string | null): void {
      const report = { percent: clampPercent(percent), message };
      if (cancelTimer) {
        held = { percent: report.percent ?? held?.percent ?? null, message: message ?? held?.message ?? null };
        return;
      }
      record(report);
      cancelTimer = host.clock.setTimer(PROGRESS_INTERVAL_MS, tick);
    },
    flush(): void {
      cancelTimer?.();
      cancelTimer = null;
      if (held) record(held);
      held = null;
    },
  };
}

const clampPercent = (percent: number | null): number | null =>
  percent === null || Number.isNaN(percent) ? null : Math.min(100, Math.max(0, percent));
