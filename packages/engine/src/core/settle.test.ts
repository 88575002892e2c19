import type { HistoryEventKind } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { flowOf, routine } from "../../test/flow-builder.ts";
import { historyFaults } from "../../test/history-faults.ts";

const TERMINAL_KINDS: readonly HistoryEventKind[] = ["job_completed", "job_failed", "job_cancelled"];
const terminalEvents = (job: CoreJob) =>
  job.history.filter((event) => TERMINAL_KINDS.includes(event.kind)).map((event) => event.kind);
const join = { slot: { activation: { kind: "all" } } } as const;

describe("D2: a job ends exactly when nothing of it is left to do", () => {
  test("with its last task, in the same decision", () => {
    const job = new CoreJob(flowOf(["a", "b"], ["a>b"])).begin();
    job.start(1);
    expect(job.complete(1, [emission()])).toEqual(["emitted", "task_queued", "task_completed"]);
    job.start(2);
    expect(job.complete(2)).toEqual(["task_completed", "job_completed"]);
  });

  test("not while a task waits for its retry", () => {
    const job = new CoreJob(flowOf([routine("a", { errorPolicy: { strategy: "retry" } })])).begin();
    job.start(1);
    expect(job.fail(1)).toEqual(["task_retry_scheduled"]);
    expect(job.state.status).toBe("running");
  });

  test("paused or not", () => {
    const job = new CoreJob(flowOf(["a"])).begin();
    job.start(1);
    job.do({ type: "pause_job", reason: null });
    expect(job.complete(1)).toEqual(["task_completed", "job_completed"]);
  });

  test("a job without a started task ends when it is cancelled, even before it began", () => {
    const job = new CoreJob(flowOf(["a"]));
    expect(job.do({ type: "cancel_job", reason: "no" })).toEqual(["job_cancel_requested", "job_cancelled"]);
    expect(job.do({ type: "start_job" })).toEqual([]);
  });

  test("cancelled: what waits at once, what runs when it has stopped, and then the job", () => {
    const job = new CoreJob(flowOf(["a", "b"]), [["a"], ["b"]]).begin();
    job.start(1);
    expect(job.do({ type: "cancel_job", reason: "no" })).toEqual(["job_cancel_requested", "task_cancelled"]);
    expect(job.do({ type: "cancel_job", reason: "again" })).toEqual([]);
    expect(job.report(1, { type: "stop_task" })).toEqual(["task_cancelled", "job_cancelled"]);
  });

  test("a job that is being cancelled ends as cancelled although its time runs out meanwhile", () => {
    const job = new CoreJob(flowOf(["a"])).begin();
    job.start(1);
    job.do({ type: "cancel_job", reason: null });
    expect(job.do({ type: "fail_job", error: { code: "timeout", message: "late" } })).toEqual([]);
    job.complete(1);
    expect(job.state.status).toBe("cancelled");
  });

  test("a failing job ends once its running tasks have stopped, with the first failure", () => {
    const job = new CoreJob(flowOf(["a", "b", "c"]), [["a"], ["b"], ["c"]]).begin();
    job.start(1);
    job.start(2);
    expect(job.fail(1, { message: "first" })).toEqual(["task_failed", "task_skipped"]);
    expect(job.fail(2, { message: "second" })).toEqual(["task_cancelled", "job_failed"]);
    expect(job.state.error?.message).toBe("first");
  });

  test("the tasks that a long error ends repeat only its beginning", () => {
    const job = new CoreJob(flowOf(["a", "b", "c"]), [["a"], ["b"], ["c"]]).begin();
    job.start(1);
    job.start(2);
    job.fail(1, { message: "x".repeat(64 * 1024) });
    job.fail(2, { message: "stopped" });
    expect(job.state.error?.message).toHaveLength(64 * 1024);
    for (const ordinal of [2, 3]) expect(JSON.stringify(job.task(ordinal)).length).toBeLessThan(1_500);
  });

  test("fail_job ends it at once: running tasks are cancelled", () => {
    const job = new CoreJob(flowOf(["a", "b"]), [["a"], ["b"]]).begin();
    job.start(1);
    const kinds = job.do({ type: "fail_job", error: { code: "timeout", message: "late" } });
    expect(kinds).toEqual(["task_cancelled", "task_skipped", "job_failed"]);
  });

  test("what is left of a batch is flushed first", () => {
    const job = new CoreJob(
      flowOf(["a", routine("b", { slot: { activation: { kind: "batch", size: 2 } } })], ["a>b"]),
    ).begin();
    job.start(1);
    const three = [emission({}, "#1"), emission({}, "#2"), emission({}, "#3")];
    expect(job.complete(1, three)).toEqual(["emitted", "emitted", "task_queued", "emitted", "task_completed"]);
    job.start(2);
    expect(job.complete(2)).toEqual(["task_completed", "task_queued"]);
    expect(job.task(3).input).toMatchObject({ parts: [{ connection: 0 }] });
  });

  test("a flush beyond the task limit fails the job, and it ends once", () => {
    const batch = { slot: { activation: { kind: "batch", size: 5 } } } as const;
    const flow = flowOf(["a", routine("b", batch), routine("c", batch)], ["a>b", "a>c"], { maxTasksPerJob: 1 });
    const job = new CoreJob(flow).begin();
    job.start(1);
    job.complete(1, [emission()]);
    expect(terminalEvents(job)).toEqual(["job_failed"]);
    expect(job.state.error?.code).toBe("task_limit");
    expect(historyFaults(job.history)).toEqual([]);
  });

  test("a set that stays incomplete becomes a skipped task that names the missing source", () => {
    const flow = flowOf(["a", "b", routine("c", join)], ["a>c", "b>c"]);
    const job = new CoreJob(flow, [["a"], ["b"]]).begin();
    job.start(1);
    job.start(2);
    job.complete(1, [emission()]);
    expect(job.complete(2)).toEqual(["task_completed", "task_queued", "task_skipped", "job_completed"]);
    expect(job.task(3)).toMatchObject({ routine: "c", status: "skipped", message: 'Nothing came from "b.out"' });
  });

  test("in a planned flow what never got its inputs is skipped, and says so", () => {
    const flow = flowOf(
      ["a", "b", "c"].map((name) => routine(name, { ...join, errorPolicy: { strategy: "continue" } })),
      ["a>c", "b>c"],
      { planned: true },
    );
    const job = new CoreJob(flow, [["a"], ["b"]]).begin();
    job.start(1);
    job.start(2);
    job.fail(1);
    job.complete(2, [emission()]);
    expect(job.task(3)).toMatchObject({ status: "skipped", message: 'Nothing came from "a.out"' });
    expect(job.state.status).toBe("completed");
  });

  test("an emission over the task limit inside a completion ends job and task once", () => {
    const job = new CoreJob(flowOf(["a"], ["a>a"], { maxTasksPerJob: 1 })).begin();
    job.start(1);
    expect(job.complete(1, [emission({}, "#1"), emission({}, "#2")])).toEqual([
      "emitted",
      "task_cancelled",
      "job_failed",
    ]);
    expect(job.state.error?.message).toContain("more than 1 tasks in one job");
  });
});
