import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDateTime,
  formatDuration,
  formatPercent,
  formatQuantity,
  formatRate,
  formatRelative,
  formatTime,
} from "./format.ts";

const AT_MS = Date.UTC(2026, 10, 21, 14, 3, 7, 120);

describe("times", () => {
  test("a time of day keeps its milliseconds", () => {
    expect(formatTime(AT_MS, "utc")).toBe("14:03:07.120");
  });

  test("a date in UTC says that it is UTC", () => {
    expect(formatDateTime(AT_MS, "utc")).toBe("21 Nov 2026, 14:03:07 UTC");
  });

  test("a relative time uses one unit, rounded down", () => {
    expect(formatRelative(AT_MS, AT_MS + 1_500)).toBe("just now");
    expect(formatRelative(AT_MS, AT_MS + 59_999)).toBe("59 s ago");
    expect(formatRelative(AT_MS, AT_MS + 3_599_000)).toBe("59 min ago");
    expect(formatRelative(AT_MS, AT_MS + 49 * 3_600_000)).toBe("2 d ago");
  });

  test("a time ahead is told as such", () => {
    expect(formatRelative(AT_MS + 90_000, AT_MS)).toBe("in 1 min");
  });
});

describe("durations", () => {
  test.each([
    [-5, "0 ms"],
    [840, "840 ms"],
    [6_240, "6.2 s"],
    [59_949, "59.9 s"],
    [59_960, "1 min 00 s"],
    [65_000, "1 min 05 s"],
    [3_599_700, "1 h 00 min"],
    [7_680_000, "2 h 08 min"],
    [86_399_000, "1 d 0 h"],
    [273_600_000, "3 d 4 h"],
  ])("%d ms reads %s", (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe("numbers", () => {
  test("sizes change unit at 1024", () => {
    expect([formatBytes(812), formatBytes(8192), formatBytes(1_500_000)]).toEqual(["812 B", "8.0 KiB", "1.4 MiB"]);
  });

  test("a quantity agrees in number", () => {
    expect([formatQuantity(1, "job"), formatQuantity(1200, "job"), formatQuantity(0, "retry", "retries")]).toEqual([
      "1 job",
      "1,200 jobs",
      "0 retries",
    ]);
    expect(formatCount(12_480)).toBe("12,480");
  });

  test("a percentage is 100 only when all is done, and 0 only when nothing is", () => {
    expect([0, 0.2, 50.5, 99.7, 100].map(formatPercent)).toEqual(["0%", "1%", "50%", "99%", "100%"]);
  });

  test("a rate loses its decimals when it is large", () => {
    expect([0, 0.42, 12.4].map(formatRate)).toEqual(["0/s", "0.4/s", "12/s"]);
  });
});
