import { describe, expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { connection, flowOf, routine } from "../../test/flow-builder.ts";
import { decide } from "./decide.ts";

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
    test("paused because the code of its flow is missing; what found that out waits, and has not failed", () => {
      const error = { code: "flow_unavailable", message: "not here" };
      const job = new CoreJob(flowOf(["a", "b"]), [["a"], ["b"]]).begin();
      job.start(1);
      expect(job.report(1, { type: "suspend_task", error })).toEqual(["job_paused", "task_retry_scheduled"]);
      expect(job.state.pauseReason).toBe("flow_unavailable");
      expect(job.task(1)).toMatchObject({ waiting: "retry", failures: 0, attempts: [{ error: null, lost: false }] });
      expect([...job.start(1), ...job.start(2)]).toEqual([]);
      job.do({ type: "resume_job" });
      expect([...job.start(1), ...job.start(2)]).toEqual(["task_started", "task_started"]);
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
