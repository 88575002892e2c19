import type { HistoryEvent, JobState } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { connection, flowOf, routine } from "../../test/flow-builder.ts";
import { stateFaults } from "../../test/state-faults.ts";
import { evolve, evolveAll } from "./evolve.ts";

/** A history with most kinds in it: two Routines, a retry, shared data, a stat, an emission, a late report. */
function eventfulHistory(): HistoryEvent[] {
  const again = { strategy: "retry", maxRetries: 1 } as const;
  const job = new CoreJob(
    flowOf([routine("a", { errorPolicy: again }), routine("b", { slot: { mergeStrategy: "append" } })], ["a>b"]),
  ).begin();
  job.start(1);
  job.report(1, { type: "report_progress", percent: 40, message: "half way", acknowledgedAs: null });
  job.report(1, { type: "set_data", data: { key: "k", write: 1, value: { inline: 1 } } });
  job.report(1, { type: "set_stat", name: "seen", write: 1, value: 7, change: 1 });
  job.fail(1);
  job.start(1);
  job.emit(1, { n: 1 });
  job.start(2, 2);
  job.complete(1);
  job.do({ type: "pause_job", reason: "lunch" });
  job.do({ type: "resume_job" });
  job.complete(2);
  job.complete(1);
  return job.history;
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};

describe("evolve", () => {
  test("E1: the state's seq is the seq of the last event folded", () => {
    const history = eventfulHistory();
    expect(evolveAll(null, history)?.seq).toBe(history.length);
  });

  test("E1: an event that is not the next one, of another job, or first without job_created is refused", () => {
    const [created, started, queued] = eventfulHistory() as [HistoryEvent, HistoryEvent, HistoryEvent];
    const state = evolve(null, created);
    expect(() => evolve(state, queued)).toThrow("task_queued with seq 3 of job_1 does not follow seq 1 of job_1");
    expect(() => evolve(state, created)).toThrow("job_created with seq 1");
    expect(() => evolve(state, { ...started, jobId: "job_2" })).toThrow("of job_2 does not follow seq 1 of job_1");
    expect(() => evolve(null, started)).toThrow("does not follow an empty history");
  });

  test("E2: folding one by one, all at once, and from JSON gives the same state", () => {
    const history = eventfulHistory();
    const oneByOne = history.reduce<JobState | null>(evolve, null);
    expect(evolveAll(null, history)).toEqual(oneByOne);
    expect(evolveAll(null, JSON.parse(JSON.stringify(history)) as HistoryEvent[])).toEqual(oneByOne);
  });

  test("E3: a late report of an ended job changes its seq and nothing else", () => {
    const history = eventfulHistory();
    expect(history.at(-1)?.kind).toBe("task_late");
    const before = evolveAll(null, history.slice(0, -1));
    expect(before?.status).toBe("completed");
    expect(evolveAll(null, history)).toEqual({ ...before, seq: history.length });
  });

  test("E4: counts and routines equal what counting the tasks gives, after every event", () => {
    let state: JobState | null = null;
    for (const event of eventfulHistory()) {
      state = evolve(state, event);
      expect(stateFaults(state)).toEqual([]);
    }
  });

  test("E5: the state that is given is left as it was", () => {
    let state: JobState | null = null;
    for (const event of eventfulHistory()) state = deepFreeze(evolve(state, deepFreeze(event)));
    expect(state?.status).toBe("completed");
  });

  test("progress never goes back within an attempt, and begins anew with the next", () => {
    const job = new CoreJob(flowOf([routine("a", { errorPolicy: { strategy: "retry" } })])).begin();
    job.start(1);
    const report = (percent: number) =>
      job.report(1, { type: "report_progress", percent, message: null, acknowledgedAs: null });
    report(60);
    report(20);
    expect(job.task(1).progressPercent).toBe(60);
    job.fail(1);
    job.start(1);
    expect(job.task(1).progressPercent).toBeNull();
  });

  test("a routine with a failed activation shows as failed although a later one went well", () => {
    const job = new CoreJob(flowOf([routine("a", { errorPolicy: { strategy: "continue" } })]), [["a"], ["a"]]).begin();
    job.start(1);
    job.start(2);
    job.fail(1);
    job.complete(2);
    expect(job.state.routines.a).toMatchObject({ status: "failed", activations: 2, error: { message: "broken" } });
    expect(job.state.status).toBe("completed");
  });

  test("shared data remembers who wrote it last, and when", () => {
    const job = new CoreJob(flowOf(["a"])).begin();
    job.start(1);
    job.report(1, { type: "set_data", data: { key: "k", write: 1, value: { inline: "old" } } });
    job.nowMs += 5;
    job.report(1, { type: "set_data", data: { key: "k", write: 2, value: { inline: "new" } } });
    expect(job.state.sharedData.k).toMatchObject({
      value: { inline: "new" },
      routine: "a",
      atMs: 1_005,
      seq: job.state.seq,
    });
  });

  test("an appending slot collects in the order of the emissions, also of messages that waited for a batch", () => {
    const slot = { mergeStrategy: "append", activation: { kind: "batch", size: 2 } } as const;
    const job = new CoreJob(flowOf(["a", routine("b", { slot })], [connection("a>b")])).begin();
    job.start(1);
    job.complete(1, [emission({ n: 1 }, "#1"), emission({ n: 2 }, "#2"), emission({ n: 3 }, "#3")]);
    expect(job.task(2).input).toEqual({ kind: "append", count: 2 });
    expect(job.state.slots["b.in"]?.messages.map((message) => message.value)).toEqual([
      { inline: { n: 1 } },
      { inline: { n: 2 } },
    ]);
    expect(job.state.slots["b.in"]?.waiting).toHaveLength(1);
  });

  test("what a running attempt says in detail is kept until the next attempt; histories without it fold as before", () => {
    const job = new CoreJob(flowOf([routine("a", { errorPolicy: { strategy: "retry" } })])).begin();
    job.start(1);
    const report = { type: "report_progress", message: null, acknowledgedAs: null } as const;
    job.report(1, { ...report, percent: 10, detail: { phase: "loading" } });
    job.report(1, { ...report, percent: 20 });
    expect(job.task(1)).toMatchObject({ progressPercent: 20, progressDetail: { phase: "loading" } });
    job.fail(1);
    job.start(1);
    expect(job.task(1).progressDetail).toBeNull();
    expect(job.state.parentJobId).toBeNull();
  });
});
