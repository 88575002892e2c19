import { ErrorPolicy, type ErrorPolicyOptions } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CoreJob } from "../../test/core-job.ts";
import { flowOf, routine } from "../../test/flow-builder.ts";
import { retryDelayMs } from "./error-policy.ts";

function startedWith(errorPolicy: ErrorPolicyOptions): CoreJob {
  const job = new CoreJob(flowOf([routine("a", { errorPolicy })])).begin();
  job.start(1);
  return job;
}

const lose = (job: CoreJob) => job.report(1, { type: "lose_task", error: { code: "worker_lost", message: "gone" } });

describe("decision 9: error strategies", () => {
  test("stop: the task and its job fail", () => {
    expect(startedWith({ strategy: "stop" }).fail(1)).toEqual(["task_failed", "job_failed"]);
  });

  test("continue: the task fails and the job goes on", () => {
    const job = startedWith({ strategy: "continue" });
    expect(job.fail(1)).toEqual(["task_failed", "job_completed"]);
    expect(job.task(1)).toMatchObject({ status: "failed", continued: true });
  });

  test("skip: the task is skipped with the failure as its reason", () => {
    const job = startedWith({ strategy: "skip" });
    expect(job.fail(1)).toEqual(["task_skipped", "job_completed"]);
    expect(job.task(1)).toMatchObject({ status: "skipped", message: "broken" });
  });

  test("retry: maxRetries times, each later than the one before, then what onExhausted says", () => {
    const job = startedWith({
      strategy: "retry",
      maxRetries: 2,
      retryDelayMs: 100,
      backoffFactor: 3,
      onExhausted: "continue",
    });
    job.fail(1);
    expect(job.task(1).dueAtMs).toBe(1_100);
    job.start(1);
    job.fail(1);
    expect(job.task(1).dueAtMs).toBe(1_300);
    job.start(1);
    expect(job.fail(1)).toEqual(["task_failed", "job_completed"]);
    expect(job.task(1)).toMatchObject({ continued: true, failures: 2 });
  });

  test("retry: a failure that is not retryable goes straight to onExhausted", () => {
    expect(startedWith({ strategy: "retry", onExhausted: "skip" }).fail(1, { retryable: false })).toEqual([
      "task_skipped",
      "job_completed",
    ]);
  });

  test("the flow's policy serves routines that have none of their own", () => {
    const job = new CoreJob(flowOf(["a"], [], { errorPolicy: ErrorPolicy.parse({ strategy: "skip" }) })).begin();
    job.start(1);
    expect(job.fail(1)).toEqual(["task_skipped", "job_completed"]);
  });

  test("jitter takes at most its share off the delay", () => {
    const policy = ErrorPolicy.parse({ strategy: "retry", retryDelayMs: 1_000, jitterRatio: 0.5 });
    expect([0, 0.5, 1].map((jitter) => retryDelayMs(policy, 0, jitter))).toEqual([1_000, 750, 500]);
  });

  test("a lost attempt is tried again at once and does not count as a retry", () => {
    const job = startedWith({ strategy: "stop" });
    expect(lose(job)).toEqual(["task_retry_scheduled"]);
    expect(job.task(1)).toMatchObject({ failures: 0, dueAtMs: job.nowMs, attempts: [{ lost: true }] });
  });

  test("a task during which its process died three times fails, reason worker_lost", () => {
    const job = startedWith({ strategy: "retry", maxRetries: 9 });
    lose(job);
    job.start(1);
    lose(job);
    job.start(1);
    expect(lose(job)).toEqual(["task_failed", "job_failed"]);
    expect(job.state.error).toMatchObject({
      code: "worker_lost",
      message: expect.stringContaining("3 times") as string,
    });
  });

  test("an optional task that kills its process leaves the job running", () => {
    const job = startedWith({ strategy: "continue" });
    for (const _ of [1, 2]) {
      lose(job);
      job.start(1);
    }
    expect(lose(job)).toEqual(["task_failed", "job_completed"]);
  });
});
