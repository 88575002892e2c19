import type { FlowDefinition, JsonObject, JsonValue, LogLevel, RoutineDefinition } from "@gantry/contracts";

/**
 * What a running attempt may do to its Job. Everything it records becomes history before anyone sees it. What an earlier
 * attempt of the same Task has recorded is not recorded again. Its functions may be taken out: `({ emit, log }) => …`.
 */
export interface AttemptContext {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  /** From 1. */
  readonly attempt: number;
  readonly routine: string;
  /** The Routine's configuration, as it travels with the Flow; the receiver's own copy. */
  readonly config: JsonObject;
  /** Aborted on cancel, timeout, or when the Job fails; `signal.reason` is an AppError. */
  readonly signal: AbortSignal;
  readonly sharedData: {
    readonly get: (key: string) => Promise<JsonValue | undefined>;
    readonly set: (key: string, value: JsonValue) => void;
  };
  /**
   * Delivers at once, while the handler still runs. Repeated under the same `key` (default: its ordinal) it counts once.
   * @throws AppError `invalid_input` for an Event that the Routine does not have, or data that is not JSON.
   */
  readonly emit: (event: string, data: JsonObject, options?: { readonly key?: string }) => void;
  readonly log: (level: LogLevel, message: string, fields?: JsonObject) => void;
  /**
   * `percent` 0-100, clamped; coalesced to 10 a second. `detail`: what else there is to say, as JSON of at most 8 KiB;
   * the newest replaces the one before.
   * @throws AppError `invalid_input` when `detail` is not JSON or too large.
   */
  readonly progress: (percent: number | null, message?: string, detail?: JsonObject) => void;
  /** The Routine's stats belong to it over all Jobs of the Workflow. `fallback`: 0. */
  readonly getStat: (name: string, fallback?: number) => number;
  /** @throws AppError `invalid_input` for what is not a finite number. */
  readonly setStat: (name: string, value: number) => void;
  /** @returns the new value. */
  readonly incrementStat: (name: string, by?: number) => number;
  /** Sets what `update` makes of the present value (0 before the first), with nobody in between. @returns the new value. */
  readonly updateStat: (name: string, update: (value: number) => number) => number;
  /** All of the Routine's stats, by name. */
  readonly stats: () => Readonly<Record<string, number>>;
  /** When the message came that this Task is for, epoch ms; the same in every attempt. */
  readonly queuedAtMs: number;
  /** Which activation of its Slot in this Job this Task is, from 1; the same in every attempt. */
  readonly activation: number;
  /**
   * Returns when `atMs` (epoch ms) has come. Before that it throws: the attempt ends without a result, and the handler is
   * run again then, from its beginning, in the next attempt. Meanwhile no worker is held, a crash loses nothing, and what
   * the handler recorded stays. Do not catch what it throws.
   * @throws AttemptDeferred
   */
  readonly deferUntil: (atMs: number) => void;
  /** Resolves after `delayMs` by the engine's clock; rejects with the signal's reason when the attempt is told to stop. */
  readonly sleep: (delayMs: number) => Promise<void>;
  /** Records durably that a service accepted this attempt under `serviceTaskId`. */
  readonly acknowledge: (serviceTaskId: string) => Promise<void>;
}

/** A Routine of a Flow, by which an executor finds its code. */
export interface RoutineAddress {
  readonly flowId: string;
  /** Of the Flow that the Workflow was submitted with: several may be registered. */
  readonly flowVersion: string;
  /** Set when the Flow came as a document: its Routines are built from registered classes, as `definition` says. */
  readonly builtFrom?: FlowDefinition["builtFrom"];
  readonly definition: RoutineDefinition;
}

/**
 * Folds a message into what the Slot has merged so far in this Job (`{}` before the first). Pure and synchronous: it is
 * run again after a restart, over the same messages in the same order, and gets copies. What it throws fails the attempt.
 */
export type MergeFunction<Merged extends JsonObject = JsonObject, Message extends JsonObject = JsonObject> = (
  merged: Partial<Merged>,
  message: Message,
) => Merged;

/** One try of a Task, as an executor gets it. */
export interface Attempt extends RoutineAddress {
  readonly context: AttemptContext;
  readonly slot: string;
  /** The merged input; the attempt's own copy. */
  readonly input: JsonObject;
  /** Set when a former process began this attempt: ask the service before posting again. */
  readonly resumed: { readonly acknowledgedAs: string | null } | null;
}

export interface AttemptResult {
  readonly output: JsonValue | null;
  /** Emitted together with the completion. */
  readonly emissions?: readonly { readonly event: string; readonly data: JsonObject }[];
}

/** Runs attempts of one kind of execution (`inline`, `thread`, `service`, `operation`). */
export interface Executor {
  /** Whether an attempt that a former process began may be continued (a remote one), instead of tried again. */
  readonly resumable: boolean;
  /**
   * @throws AttemptError for a failure with a code of its own and a word on retrying; AttemptLostError when the
   * attempt vanished through no fault of the Task; AttemptDeferred to be run again later; FlowUnavailableError when its
   * code is not here; anything else fails the attempt with its message.
   */
  run(attempt: Attempt): Promise<AttemptResult>;
  /** What merges the messages of a Slot whose strategy is `custom`; undefined when that is not here. */
  mergeFunction?(routine: RoutineAddress, slot: string): MergeFunction | undefined;
}

/** A failure whose code and retryability are decided where it is thrown. */
export class AttemptError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "AttemptError";
    this.code = code;
    this.retryable = options.retryable ?? true;
  }
}

/** A failure that trying again does not help: what a handler throws when it knows. */
export class NonRetryableError extends AttemptError {
  constructor(message: string, options: { readonly code?: string; readonly cause?: unknown } = {}) {
    super(options.code ?? "handler_error", message, { retryable: false, cause: options.cause });
    this.name = "NonRetryableError";
  }
}

/** Not a failure: the handler wants to be run again at `dueAtMs`, and holds no worker until then. */
export class AttemptDeferred extends Error {
  readonly dueAtMs: number;
  constructor(dueAtMs: number) {
    super(`To be run again at ${new Date(dueAtMs).toISOString()}`);
    this.name = "AttemptDeferred";
    this.dueAtMs = dueAtMs;
  }
}

/**
 * Not a failure: the code of the attempt's Flow is not in this process. Its Job is paused, reason `flow_unavailable`, and
 * the Task waits until somebody resumes the Job, or a process takes it in that has the code.
 */
export class FlowUnavailableError extends Error {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = "FlowUnavailableError";
  }
}

/** The attempt is gone (its process or service forgot it): the Task is tried again, outside its retry count. */
export class AttemptLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "AttemptLostError";
  }
}
