import type { HistoryEventKind } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { connection, flowOf, routine } from "../../test/flow-builder.ts";
import { historyFaults } from "../../test/history-faults.ts";
import { decide } from "./decide.ts";

const TERMINAL_KINDS: readonly HistoryEventKind[] = ["job_completed", "job_failed", "job_cancelled"];
const terminalEvents = (job: CoreJob) =>
  job.history.filter((event) => TERMINAL_KINDS.includes(event.kind)).map((event) => event.kind);
const join = { slot: { activation: { kind: "all" } } } as const;

describe("decide", () => {
  test("D1: the same state, command and time give the same events, and the state stays as it was", () => {
    const job = new CoreJob(flowOf(["a"])).begin();
    const before = structuredClone(job.state);
    const command = { type: "start_task", taskId: job.task(1).taskId, lane: 1 } as const;
    const once = decide(job.flow, job.state, command, 5_000);
    expect(decide(job.flow, job.state, command, 5_000)).toEqual(once);
    expect(once).toHaveLength(1);
    expect(job.state).toEqual(before);
  });

  test("D1: a clock that jumps back does not turn history round", () => {
    const job = new CoreJob(flowOf(["a"])).begin();
    job.nowMs = 5_000;
    job.start(1);
    job.nowMs = 10;
    job.complete(1);
    expect(job.history.at(-1)).toMatchObject({ kind: "job_completed", atMs: 5_000 });
  });

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

  describe("D3: a task ends once", () => {
    test("what a left-behind attempt reports after the end is kept as late, and changes nothing", () => {
      const job = new CoreJob(flowOf([routine("a", { errorPolicy: { strategy: "retry" } })])).begin();
      job.start(1);
      job.fail(1);
      job.start(1);
      job.complete(1);
      expect(job.report(1, { type: "complete_task", output: { inline: "late" }, emissions: [emission()] }, 1)).toEqual([
        "task_late",
      ]);
      expect(job.task(1)).toMatchObject({ status: "completed", output: null });
      expect(job.report(1, { type: "complete_task", output: null, emissions: [] }, 9)).toEqual([]);
    });

    test("a planned routine runs once, whatever is delivered to it again", () => {
      const job = new CoreJob(flowOf([routine("a", join), routine("b", join)], ["a>b"], { planned: true })).begin();
      job.start(1);
      job.complete(1, [emission({}, "#1"), emission({}, "#2")]);
      expect(job.events("task_queued").map((event) => event.routine)).toEqual(["a", "b"]);
      job.start(2);
      expect(job.complete(2)).toEqual(["task_completed", "job_completed"]);
    });
  });

  describe("D4: nothing starts in a job that is", () => {
    const blocked = (...commands: Parameters<CoreJob["do"]>[0][]) => {
      const job = new CoreJob(flowOf(["a", "b"]), [["a"], ["b"]]).begin();
      job.start(1);
      for (const command of commands) job.do(command);
      return job.start(2);
    };
    test("paused", () => expect(blocked({ type: "pause_job", reason: null })).toEqual([]));
    test("cancelling", () => expect(blocked({ type: "cancel_job", reason: null })).toEqual([]));
    test("over", () => expect(blocked({ type: "fail_job", error: { code: "x", message: "x" } })).toEqual([]));
    test("resumed while it is cancelling", () => {
      expect(
        blocked({ type: "pause_job", reason: null }, { type: "cancel_job", reason: null }, { type: "resume_job" }),
      ).toEqual([]);
    });
    test("failing", () => {
      const job = new CoreJob(flowOf(["a", "b", "c"], ["b>c"]), [["a"], ["b"]]).begin();
      job.start(1);
      job.start(2);
      job.fail(1);
      expect(job.complete(2, [emission()])).toEqual(["emitted", "task_completed", "job_failed"]);
    });
  });

  describe("D5: what a re-run attempt repeats is recorded once", () => {
    function rerun(): CoreJob {
      const job = new CoreJob(flowOf(["a", "b"], ["a>b"])).begin();
      job.start(1);
      job.emit(1, { n: 1 });
      job.emit(1, { n: 1 }, "mine");
      job.report(1, { type: "set_data", data: { key: "k", write: 1, value: { inline: 1 } } });
      job.report(1, { type: "set_stat", name: "seen", write: 1, value: 1, change: 1 });
      job.report(1, { type: "lose_task", error: { code: "worker_lost", message: "gone" } });
      job.start(1);
      return job;
    }

    test("emissions, by ordinal and by key", () => {
      const job = rerun();
      expect(job.emit(1, { n: "other" })).toEqual([]);
      expect(job.emit(1, {}, "mine")).toEqual([]);
      expect(job.emit(1, {}, "#2")).toEqual(["emitted", "task_queued"]);
      expect(job.events("emitted").map((event) => event.key)).toEqual(["#1", "mine", "#2"]);
    });

    test("shared data and stats, by their number", () => {
      const job = rerun();
      expect(job.report(1, { type: "set_data", data: { key: "k", write: 1, value: { inline: 2 } } })).toEqual([]);
      expect(job.report(1, { type: "set_data", data: { key: "k", write: 2, value: { inline: 2 } } })).toEqual([
        "data_set",
      ]);
      expect(job.report(1, { type: "set_stat", name: "seen", write: 1, value: 2, change: 1 })).toEqual([]);
    });
  });

  describe("D6: a message activates its slot once, as the slot's policy says", () => {
    test("each: one task per message; the same connection twice delivers once", () => {
      const job = new CoreJob(flowOf(["a", "b"], ["a>b", "a>b"])).begin();
      job.start(1);
      expect(job.emit(1)).toEqual(["emitted", "task_queued"]);
    });

    test("all: once per complete set, in connect order, k-th message with k-th message", () => {
      const job = new CoreJob(flowOf(["a", "b", routine("c", join)], ["a>c", "b>c"]), [["a"], ["b"]]).begin();
      job.start(1);
      job.start(2);
      job.emit(2, { b: 1 }, "#1");
      job.emit(2, { b: 2 }, "#2");
      expect(job.emit(1, { a: 1 }, "#1")).toEqual(["emitted", "task_queued"]);
      expect(job.task(3).input).toMatchObject({
        parts: [{ value: { inline: { a: 1 } } }, { value: { inline: { b: 1 } } }],
      });
      job.emit(1, { a: 2 }, "#2");
      expect(job.task(4).input).toMatchObject({
        parts: [{ value: { inline: { a: 2 } } }, { value: { inline: { b: 2 } } }],
      });
    });

    test("all: a source that is connected twice counts once", () => {
      const job = new CoreJob(
        flowOf(["a", routine("b", join)], ["a>b", connection("a>b", { paramMapping: { x: "y" } })]),
      ).begin();
      job.start(1);
      expect(job.emit(1)).toEqual(["emitted", "task_queued"]);
      expect(job.task(2).input).toMatchObject({ parts: [{ connection: 0 }] });
    });

    test("batch: once for every `size` messages, in the order of arrival", () => {
      const batch = { slot: { activation: { kind: "batch", size: 2 } } } as const;
      const job = new CoreJob(flowOf(["a", "b", routine("c", batch)], ["a>c", "b>c"]), [["a"], ["b"]]).begin();
      job.start(1);
      job.start(2);
      expect(job.emit(2, { n: 1 })).toEqual(["emitted"]);
      expect(job.emit(1, { n: 2 })).toEqual(["emitted", "task_queued"]);
      expect(job.task(3).input).toMatchObject({
        parts: [{ value: { inline: { n: 1 } } }, { value: { inline: { n: 2 } } }],
      });
    });

    test("messages that come while the job is paused are queued once and start after resume", () => {
      const job = new CoreJob(flowOf(["a", "b"], ["a>b"])).begin();
      job.start(1);
      job.do({ type: "pause_job", reason: null });
      expect(job.emit(1)).toEqual(["emitted", "task_queued"]);
      expect(job.start(2)).toEqual([]);
      expect(job.do({ type: "resume_job" })).toEqual(["job_resumed"]);
      expect(job.start(2)).toEqual(["task_started"]);
    });
  });

  test("D7: a report of another attempt than the running one changes nothing", () => {
    const job = new CoreJob(flowOf([routine("a", { errorPolicy: { strategy: "retry" } })])).begin();
    job.start(1);
    job.fail(1);
    for (const attempt of [1, 2]) {
      expect(job.report(1, { type: "complete_task", output: null, emissions: [] }, attempt)).toEqual([]);
    }
    job.start(1);
    expect(job.report(1, { type: "stop_task" }, 1)).toEqual([]);
    expect(job.report(1, { type: "report_progress", percent: 5, message: null, acknowledgedAs: null }, 1)).toEqual([]);
    expect(job.complete(1)).toEqual(["task_completed", "job_completed"]);
  });
});
