import { AppError } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { ManualClock, settleMicrotasks } from "../testing/index.ts";
import { AbortHandle } from "./abort-handle.ts";
import { AttemptError, AttemptLostError, type AttemptResult } from "./ports/executor.ts";
import { RunningAttempt } from "./running-attempt.ts";

function running(options: { readonly timeoutMs?: number } = {}) {
  const clock = new ManualClock();
  const abort = new AbortHandle();
  const outcomes: unknown[] = [];
  const late: unknown[] = [];
  const work = { resolve: (_result: AttemptResult): void => undefined, reject: (_error: Error): void => undefined };
  const result = new Promise<AttemptResult>((resolve, reject) => Object.assign(work, { resolve, reject }));
  const attempt = new RunningAttempt({
    work: () => result,
    abort,
    clock,
    timeoutMs: options.timeoutMs ?? null,
    graceMs: 100,
    onOutcome: (outcome) => outcomes.push(outcome),
    onLate: (outcome) => late.push(outcome),
  });
  const end = async (error?: Error): Promise<void> => {
    if (error === undefined) work.resolve({ output: "done" });
    else work.reject(error);
    await settleMicrotasks();
  };
  return { attempt, clock, abort, outcomes, late, end };
}

const timedOut = {
  kind: "failed",
  error: { code: "timeout", message: "Attempt timed out after 50 ms" },
  retryable: true,
  names: ["timeout"],
};

describe("RunningAttempt", () => {
  test("what the handler returns is its outcome, once", async () => {
    const { end, outcomes, late, clock } = running({ timeoutMs: 50 });
    await end();
    await clock.advance(1_000);
    expect(outcomes).toEqual([{ kind: "completed", result: { output: "done" } }]);
    expect(late).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  test.each([
    [
      new Error("broken"),
      {
        kind: "failed",
        error: { code: "handler_error", message: "broken" },
        retryable: true,
        names: ["handler_error", "Error"],
      },
    ],
    [
      new AttemptError("no", "never", { retryable: false }),
      { kind: "failed", error: { code: "no", message: "never" }, retryable: false, names: ["no", "AttemptError"] },
    ],
    [new AttemptLostError("gone"), { kind: "lost", error: { code: "worker_lost", message: "gone" } }],
  ])("%s becomes an outcome of its kind", async (error, outcome) => {
    const { end, outcomes } = running();
    await end(error);
    expect(outcomes).toEqual([outcome]);
  });

  test("stop tells the handler why and waits for it to end", async () => {
    const { attempt, abort, outcomes, end, clock } = running();
    attempt.stop("enough");
    attempt.stop("again");
    expect(abort.signal.reason).toMatchObject({ code: "cancelled", message: "enough" });
    await clock.advance(99);
    expect(outcomes).toEqual([]);
    await end();
    expect(outcomes).toEqual([{ kind: "stopped" }]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("a handler that does not stop is left behind after its grace; what it does then is late", async () => {
    const { attempt, outcomes, late, end, clock } = running();
    attempt.stop("enough");
    await clock.advance(100);
    expect(outcomes).toEqual([{ kind: "stopped" }]);
    await end();
    expect(outcomes).toHaveLength(1);
    expect(late).toEqual([{ kind: "completed", result: { output: "done" } }]);
  });

  test("at its time limit the attempt has failed, even if the handler ends well within its grace", async () => {
    const { abort, outcomes, end, clock, attempt } = running({ timeoutMs: 50 });
    await clock.advance(50);
    expect(abort.signal.reason).toMatchObject({ code: "timeout" });
    attempt.stop("too late to be cancelled");
    await end();
    expect(outcomes).toEqual([timedOut]);
  });

  test("abandoned it has no outcome: the signal says that this process lets go", async () => {
    const { attempt, abort, outcomes, late, end, clock } = running({ timeoutMs: 50 });
    attempt.abandon("closing");
    await clock.advance(1_000);
    await end();
    expect(outcomes).toEqual([]);
    expect(late).toHaveLength(1);
    expect(abort.signal.reason).toBeInstanceOf(AppError);
    expect(abort.signal.reason).toMatchObject({ code: "unavailable" });
  });
});
