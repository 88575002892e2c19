import { describe, expect, it } from "vitest";
import { DEFAULT_SERVICE_CALLS } from "../service-settings.ts";
import { backoffDelayMs, pollDelayMs, spreadDelayMs } from "./poll-schedule.ts";

const { polling } = DEFAULT_SERVICE_CALLS;

/** When the polls of a task come, ms after it was accepted. */
function pollTimes(untilMs: number): number[] {
  const times: number[] = [];
  for (let atMs = pollDelayMs(0, polling); atMs <= untilMs; atMs += pollDelayMs(atMs, polling)) times.push(atMs);
  return times;
}

describe("the poll schedule", () => {
  it("sees a task of 100 ms finished before 200 ms", () => {
    expect(pollTimes(200).find((atMs) => atMs > 100)).toBe(150);
  });

  it("polls a task of an hour every five seconds, after a first half minute", () => {
    const times = pollTimes(3_600_000);
    const late = times.filter((atMs) => atMs > 30_000);
    for (const [index, atMs] of late.slice(1).entries()) expect(atMs - (late[index] ?? 0)).toBeCloseTo(5_000);
    expect(times.length - late.length).toBeLessThan(40);
  });

  it("never lags behind by more than a fifth of what was waited", () => {
    const times = pollTimes(20_000).filter((atMs) => atMs >= 250);
    for (const [index, atMs] of times.slice(1).entries()) {
      expect(atMs - (times[index] ?? 0)).toBeLessThanOrEqual(atMs / 5 + 1e-6);
    }
  });

  it("waits twice as long after each failure in a row, up to its limit", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((failures) => backoffDelayMs(failures, polling))).toEqual([
      200, 400, 800, 1_600, 3_200, 5_000, 5_000,
    ]);
  });

  it("spreads waits, by at most a tenth and never to later", () => {
    expect([0, 0.5, 1].map((random) => spreadDelayMs(1_000, random))).toEqual([1_000, 950, 900]);
  });
});
