import { expect, test } from "vitest";
import type { LaneBar } from "./lane-bars.ts";
import { marksOf } from "./lane-marks.ts";

const barOf = (startedAtMs: number, finishedAtMs: number | null): LaneBar => ({
  jobId: "job_a",
  jobIndex: 0,
  taskId: `task_${String(startedAtMs)}`,
  routine: "fetch",
  attempt: 1,
  startedAtMs,
  finishedAtMs,
  outcome: finishedAtMs === null ? "running" : "completed",
});
const range = { fromMs: 0, toMs: 1_000 };

test("each bar lies where its times are", () => {
  const marks = marksOf([barOf(100, 200), barOf(250, 500)], range, 1_000, 1_000);
  expect(marks.map(({ leftPx, widthPx }) => [leftPx, widthPx])).toEqual([
    [100, 100],
    [250, 250],
  ]);
});

test("a bar that still runs reaches until now", () => {
  expect(marksOf([barOf(100, null)], range, 1_000, 640)[0]?.widthPx).toBe(540);
});

test("only what the range shows is drawn", () => {
  const bars = Array.from({ length: 100 }, (_, index) => barOf(index * 100, index * 100 + 90));
  const marks = marksOf(bars, { fromMs: 4_950, toMs: 5_250 }, 300, 10_000);
  expect(marks.map((mark) => mark.kind === "bar" && mark.bar.startedAtMs)).toEqual([4_900, 5_000, 5_100, 5_200]);
});

test("ten thousand bars on a narrow line become a few marks that count them all", () => {
  const bars = Array.from({ length: 10_000 }, (_, index) => barOf(index / 10, index / 10 + 0.1));
  const marks = marksOf(bars, range, 500, 1_000);
  expect(marks.length).toBeLessThan(250);
  expect(marks.reduce((sum, mark) => sum + (mark.kind === "cluster" ? mark.count : 1), 0)).toBe(10_000);
});
