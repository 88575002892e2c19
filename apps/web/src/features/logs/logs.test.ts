import type { LogLine } from "@gantry/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "./highlight.ts";
import { matchesFilter } from "./log-filter.ts";
import { logText } from "./log-text.ts";

const lineOf = (parts: Partial<LogLine>): LogLine => ({
  jobId: "job_a",
  logSeq: 1,
  atSeq: 1,
  atMs: Date.UTC(2026, 10, 21, 9, 30),
  level: "info",
  message: "Fetched 12 pages",
  fields: null,
  routine: null,
  taskId: null,
  attempt: null,
  ...parts,
});

test("a level lets its own and all graver lines through", () => {
  const pass = (level: LogLine["level"]) => matchesFilter(lineOf({ level }), { level: "warn", search: "" });
  expect([pass("debug"), pass("info"), pass("warn"), pass("error")]).toEqual([false, false, true, true]);
});

test("a search ignores case", () => {
  expect(matchesFilter(lineOf({}), { level: "debug", search: "fetched 12" })).toBe(true);
  expect(matchesFilter(lineOf({}), { level: "debug", search: "13" })).toBe(false);
});

test("the pieces of a highlighted line are the line again, and each match is what was searched for", () => {
  expect(highlight("a-A-b", "a")).toEqual([
    { text: "a", match: true },
    { text: "-", match: false },
    { text: "A", match: true },
    { text: "-b", match: false },
  ]);
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme-ascii" }),
      fc.string({ unit: "grapheme-ascii", maxLength: 3 }),
      (text, search) => {
        expect(
          highlight(text, search)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      },
    ),
  );
});

test("a line as text has time, level, routine, message and fields", () => {
  expect(logText(lineOf({ routine: "fetch", fields: { pages: 12 } }))).toBe(
    '2026-11-21T09:30:00.000Z INFO  [fetch] Fetched 12 pages {"pages":12}',
  );
});
