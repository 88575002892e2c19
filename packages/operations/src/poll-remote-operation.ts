import type { JsonObject } from "@gantry/contracts";
import { AttemptError, sleep, systemClock, type Clock } from "@gantry/engine";
import { CancellationError } from "./cancellation-error.ts";
import type { CancellationToken } from "./cancellation-token.ts";
import { bytesOf } from "./progress-context.ts";
import type { GenericProgressManager } from "./progress-manager.ts";
import type { RemoteOperationAdapter, RemoteSnapshot } from "./remote-operation-adapter.ts";

export interface PollRemoteOptions {
  readonly progressManager: GenericProgressManager;
  readonly cancellationToken: CancellationToken;
  /** Default 2,000. */
  readonly pollIntervalMs?: number;
  /** Failed polls in a row that are put up with; default 5. */
  readonly toleratedFailures?: number;
  /** How long the remote may be silent (failing or hanging) before it counts as gone; default 60,000. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
}

const DEFAULT_POLL_INTERVAL_MS = 2_000;
const DEFAULT_TOLERATED_FAILURES = 5;
const DEFAULT_DEADLINE_MS = 60_000;
/** Of the snapshot in the progress context, which holds 4 KiB in all. */
const MAX_SNAPSHOT_BYTES = 2 * 1024;

/**
 * Follows work that a remote does until it ends there, reporting its `progress_percent` and `message` as progress and
 * the snapshot as `context.remoteStatus`. A cancelled token cancels the remote, once.
 * @returns the snapshot that says `completed`
 * @throws AttemptError `remote_failed` (`Remote operation failed: <error>`), `remote_gone` when it is silent for
 * `deadlineMs` or fails too often; CancellationError when the token is cancelled or the remote was stopped.
 */
export async function pollRemoteOperation(
  adapter: RemoteOperationAdapter,
  sessionId: string,
  options: PollRemoteOptions,
): Promise<RemoteSnapshot> {
  const { cancellationToken, pollIntervalMs = DEFAULT_POLL_INTERVAL_MS, clock = systemClock } = options;
  const silence = new Silence(sessionId, options, clock);
  for (;;) {
    try {
      cancellationToken.throwIfCancelled();
      const snapshot = await ask(adapter, sessionId, { cancellationToken, clock, timeoutMs: silence.leftMs });
      if (snapshot instanceof Error) silence.failed(snapshot);
      else if (isKnown(snapshot.status)) {
        silence.broken();
        report(options.progressManager, snapshot);
        if (hasCompleted(snapshot)) return snapshot;
      } else silence.failed(new Error(`it answered with status "${snapshot.status}"`));
      await sleep(clock, Math.min(pollIntervalMs, silence.leftMs), cancellationToken.signal);
    } catch (error) {
      if (cancellationToken.isCancelled()) {
        await adapter.cancel(sessionId, cancellationToken.reason ?? "").catch(() => undefined); // it may be gone as well
        cancellationToken.throwIfCancelled();
      }
      throw error;
    }
  }
}

/** How long the remote has said nothing that can be used. */
class Silence {
  readonly #sessionId: string;
  readonly #toleratedFailures: number;
  readonly #deadlineMs: number;
  readonly #clock: Clock;
  #sinceMs: number;
  #failures = 0;

  constructor(sessionId: string, options: PollRemoteOptions, clock: Clock) {
    this.#sessionId = sessionId;
    this.#toleratedFailures = options.toleratedFailures ?? DEFAULT_TOLERATED_FAILURES;
    this.#deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
    this.#clock = clock;
    this.#sinceMs = clock.nowMs();
  }

  get leftMs(): number {
    return Math.max(0, this.#sinceMs + this.#deadlineMs - this.#clock.nowMs());
  }

  broken(): void {
    this.#sinceMs = this.#clock.nowMs();
    this.#failures = 0;
  }

  /** @throws AttemptError `remote_gone` when that was once too often. */
  failed(error: Error): void {
    this.#failures += 1;
    if (this.#failures <= this.#toleratedFailures && this.leftMs > 0) return;
    const since = `${String(this.#failures)} polls in a row failed within ${String(this.#clock.nowMs() - this.#sinceMs)} ms`;
    throw new AttemptError(
      "remote_gone",
      `Remote operation failed: ${this.#sessionId} does not answer (${since}; the last: ${error.message})`,
      { cause: error },
    );
  }
}

const isKnown = (status: string): boolean => ["running", "completed", "failed", "stopped"].includes(status);

function report(progressManager: GenericProgressManager, snapshot: RemoteSnapshot): void {
  const { progress_percent: percentage, message } = snapshot;
  progressManager.updateProgress({
    ...(typeof percentage === "number" ? { percentage } : {}),
    message: typeof message === "string" ? message : "Processing",
    context: { remoteStatus: capped(snapshot) },
  });
}

/** @throws when the remote says that it ended in another way. */
function hasCompleted({ status, error }: RemoteSnapshot): boolean {
  if (status === "stopped") throw new CancellationError("The remote operation was stopped");
  if (status !== "failed") return status === "completed";
  const what = typeof error === "string" ? error : JSON.stringify(error ?? "it does not say why");
  throw new AttemptError("remote_failed", `Remote operation failed: ${what}`);
}

/** Without its largest fields, where it is too large to be shown. */
function capped(snapshot: RemoteSnapshot): JsonObject {
  const fields = Object.entries(snapshot).sort(([, a], [, b]) => bytesOf(a) - bytesOf(b));
  const kept: JsonObject = {};
  let leftBytes = MAX_SNAPSHOT_BYTES;
  for (const [name, value] of fields) {
    leftBytes -= bytesOf({ [name]: value });
    if (leftBytes < 0) return { ...kept, truncated: true };
    kept[name] = value;
  }
  return kept;
}

interface AskOptions {
  readonly cancellationToken: CancellationToken;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** What the remote answers; an Error when it does not, in time. @throws when the token is cancelled. */
async function ask(
  adapter: RemoteOperationAdapter,
  sessionId: string,
  { cancellationToken, clock, timeoutMs }: AskOptions,
): Promise<RemoteSnapshot | Error> {
  const poll = cancellationToken.child();
  const stopTimer = clock.setTimer(timeoutMs, () => poll.cancel("no answer in time"));
  try {
    return await Promise.race([adapter.getStatus(sessionId, poll.signal), rejection(poll.signal)]);
  } catch (error) {
    cancellationToken.throwIfCancelled();
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    stopTimer();
  }
}

/** Rejects when the signal is aborted, for an adapter that does not look at it. */
const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
