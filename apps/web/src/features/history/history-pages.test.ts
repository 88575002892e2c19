import { expect, test } from "vitest";
import { historyOf } from "../../live/history-fixture.ts";
import { joinHistory } from "./history-pages.ts";

const all = historyOf("job_a", 17);
const last = all.length;

test("what was read and what came live overlap, and are joined once", () => {
  expect(joinHistory(all.slice(0, 12), all.slice(8), last)).toEqual({ events: all, missingAfterSeq: null });
});

test("a hole between them is read from where the known part ends", () => {
  expect(joinHistory(all.slice(0, 5), all.slice(9), last)).toEqual({ events: all.slice(0, 5), missingAfterSeq: 5 });
});

test("with nothing read yet, everything is missing, unless it all came live", () => {
  expect(joinHistory([], [], last)).toEqual({ events: [], missingAfterSeq: 0 });
  expect(joinHistory([], all, last)).toEqual({ events: all, missingAfterSeq: null });
});

test("after a snapshot that jumped ahead, the rest is read", () => {
  expect(joinHistory(all.slice(0, 10), [], last)).toEqual({ events: all.slice(0, 10), missingAfterSeq: 10 });
  expect(joinHistory(all, [], last)).toEqual({ events: all, missingAfterSeq: null });
});
