import type { JsonObject, JsonValue, LogLevel, RoutineDefinition } from "@gantry/contracts";

/** What a running attempt may do to its Job. Everything it records becomes history before anyone sees it. */
export interface AttemptContext {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  /** From 1. */
  readonly attempt: number;
  readonly routine: string;
  /** Aborted on cancel, timeout, or when the Job fails; `signal.reason` is an AppError. */
  readonly signal: AbortSignal;
  readonly sharedData: {
    get(key: string): Promise<JsonValue | undefined>;
    set(key: string, value: JsonValue): void;
  };
  /** Delivers at once, while the handler still runs. Repeated under the same `key` (default: its ordinal) it counts once. */
  emit(event: string, data: JsonObject, options?: { readonly key?: string }): void;
  log(level: LogLevel, message: string, fields?: JsonObject): void;
  /** `percent` 0-100, clamped; coalesced to 10 a second. */
  progress(percent: number | null, message?: string): void;
  setStat(name: string, value: number): void;
  incrementStat(name: string, by?: number): number;
  /** Resolves after `delayMs` by the engine's clock; rejects with the signal's reason when the attempt is told to stop. */
  sleep(delayMs: number): Promise<void>;
  /** Records durably that a service accepted this attempt under `serviceTaskId`. */
  acknowledge(serviceTaskId: string): Promise<void>;
}

/** One try of a Task, as an executor gets it. */
export interface Attempt {
  readonly context: AttemptContext;
  readonly flowId: string;
  readonly definition: RoutineDefinition;
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

/** Runs attempts of one kind of execution (`inline`, `thread`, `service`). */
export interface Executor {
  /** Whether an attempt that a former process began may be continued (a remote one), instead of tried again. */
  readonly resumable: boolean;
  /**
   * @throws AttemptError for a failure with a code of its own and a word on retrying; AttemptLostError when the
   * attempt vanished through no fault of the Task; anything else fails the attempt with its message.
   */
  run(attempt: Attempt): Promise<AttemptResult>;
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

/** The attempt is gone (its process or service forgot it): the Task is tried again, outside its retry count. */
export class AttemptLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "AttemptLostError";
  }
}
