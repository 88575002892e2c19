import type { AttemptContext } from "@gantry/engine";
import type { CancellationToken } from "./cancellation-token.ts";
import type { GenericProgressManager } from "./progress-manager.ts";

/** Whose work a function on a thread does: its progress and its cancellation. */
export interface ThreadRun {
  /** The operation's own, or a child of it. */
  readonly cancellationToken: CancellationToken;
  readonly progressManager: GenericProgressManager;
}

/**
 * What a function on a thread acts through: its operation's attempt, but stopped by the token, and with progress that
 * goes into the step which the operation has begun.
 */
export function threadContextOf(
  attempt: AttemptContext,
  { cancellationToken, progressManager }: ThreadRun,
): AttemptContext {
  const { workflowId, jobId, taskId, routine, config, queuedAtMs, activation, sharedData } = attempt;
  const { emit, log, getStat, setStat, incrementStat, updateStat, stats, deferUntil, sleep, acknowledge } = attempt;
  return {
    ...{ workflowId, jobId, taskId, attempt: attempt.attempt, routine, config, queuedAtMs, activation, sharedData },
    ...{ emit, log, getStat, setStat, incrementStat, updateStat, stats, deferUntil, sleep, acknowledge },
    signal: cancellationToken.signal,
    progress: (percent, message, context) =>
      progressManager.updateStepProgress({
        ...(percent === null ? {} : { current: percent, total: 100 }),
        ...(message === undefined ? {} : { message }),
        ...(context === undefined ? {} : { context }),
      }),
  };
}
