import type { JobCatchUp, LogLine } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { expect, test } from "vitest";
import { frameOf, historyOf } from "./history-fixture.ts";
import { jobFeed } from "./job-feed.ts";
import type { AcceptedAnswer } from "./live-feed.ts";

const feed = jobFeed("job_a");
const history = historyOf("job_a", 8);
const stateAt = (seq: number) => {
  const state = evolveAll(null, history.slice(0, seq));
  if (state === null) throw new Error("No history");
  return state;
};
const answerOf = (catchUp: JobCatchUp, parts: Partial<AcceptedAnswer> = {}): AcceptedAnswer => ({
  ok: true,
  subscriptionId: "s1",
  serverTimeMs: 0,
  jobs: [catchUp],
  logs: null,
  workflow: null,
  overview: null,
  ...parts,
});
const snapshotAt = (seq: number) => answerOf({ kind: "snapshot", jobId: "job_a", state: stateAt(seq) });
const lineOf = (logSeq: number): LogLine => ({
  jobId: "job_a",
  logSeq,
  atSeq: 1,
  atMs: 0,
  level: "info",
  message: `line ${String(logSeq)}`,
  fields: null,
  routine: null,
  taskId: null,
  attempt: null,
});

test("a snapshot and the frames after it give the state that folding the whole history gives", () => {
  const { view } = feed.catchUp(feed.empty, snapshotAt(4));
  const step = feed.advance(view, frameOf("s1", { events: history.slice(4) }));
  expect(step).toMatchObject({ gap: false });
  expect(step.view.job).toEqual(stateAt(history.length));
  expect(step.view.recent.map(({ seq }) => seq)).toEqual(history.slice(4).map(({ seq }) => seq));
});

test("frames that repeat what a snapshot contains change nothing", () => {
  const { view } = feed.catchUp(feed.empty, snapshotAt(6));
  const step = feed.advance(view, frameOf("s1", { events: history.slice(2, 6) }));
  expect(step.view.job).toBe(view.job);
  expect(step.gap).toBe(false);
});

test("a hole is a gap, and the view stays where the hole begins", () => {
  const { view } = feed.catchUp(feed.empty, snapshotAt(4));
  const step = feed.advance(view, frameOf("s1", { events: [...history.slice(4, 6), ...history.slice(7)] }));
  expect(step.gap).toBe(true);
  expect(step.view.job).toEqual(stateAt(6));
  expect(feed.request(step.view)).toMatchObject({ afterSeq: 6 });
});

test("a snapshot that was overtaken does not turn the view back", () => {
  const { view } = feed.catchUp(feed.empty, snapshotAt(8));
  expect(feed.advance(view, frameOf("s1", { snapshots: [stateAt(5)] })).view.job).toBe(view.job);
});

test("a snapshot that jumps ahead forgets the events it did not show, so that nobody takes them for complete", () => {
  const live = feed.catchUp(feed.empty, answerOf({ kind: "events", jobId: "job_a", events: history.slice(0, 4) })).view;
  expect(live.recent).toHaveLength(4);
  const jumped = feed.advance(live, frameOf("s1", { snapshots: [stateAt(8)] })).view;
  expect(jumped.recent).toEqual([]);
  expect(jumped.job?.seq).toBe(8);
});

test("log lines have their own position: repeats are dropped and a hole is a gap", () => {
  const logs = { lines: [lineOf(4), lineOf(5)], lastLogSeq: 5 };
  const { view } = feed.catchUp(
    feed.empty,
    answerOf({ kind: "snapshot", jobId: "job_a", state: stateAt(4) }, { logs }),
  );
  const step = feed.advance(view, frameOf("s1", { logs: [lineOf(5), lineOf(6)] }));
  expect(step.gap).toBe(false);
  expect(step.view.log.lines.map(({ logSeq }) => logSeq)).toEqual([4, 5, 6]);
  expect(feed.advance(step.view, frameOf("s1", { logs: [lineOf(9)] })).gap).toBe(true);
});

test("a reconnect continues the log where it stands, or takes a later tail when too much is missing", () => {
  const held = { lines: [lineOf(1), lineOf(2)], lastLogSeq: 2 };
  const at = (lines: LogLine[], lastLogSeq: number) => {
    const { view } = feed.catchUp(
      feed.empty,
      answerOf({ kind: "snapshot", jobId: "job_a", state: stateAt(4) }, { logs: held }),
    );
    const answer = answerOf({ kind: "events", jobId: "job_a", events: [] }, { logs: { lines, lastLogSeq } });
    return feed.catchUp(view, answer).view.log.lines.map(({ logSeq }) => logSeq);
  };
  expect(at([lineOf(3)], 3)).toEqual([1, 2, 3]);
  expect(at([lineOf(8), lineOf(9)], 9)).toEqual([8, 9]);
});
