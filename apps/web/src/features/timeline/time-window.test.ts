import { expect, test } from "vitest";
import { nextWindow, rangeOf } from "./time-window.ts";

const extent = { fromMs: 1_000, toMs: 3_000 };

test("fit shows all there is, with a little room for what comes", () => {
  expect(rangeOf({ kind: "fit" }, extent)).toEqual({ fromMs: 1_000, toMs: 3_040 });
});

test("follow keeps the present at the right edge while the extent grows", () => {
  const window = nextWindow({ kind: "fit" }, { kind: "follow", spanMs: 500 });
  expect(rangeOf(window, extent)).toEqual({ fromMs: 2_500, toMs: 3_010 });
  expect(rangeOf(window, { ...extent, toMs: 4_000 }).fromMs).toBe(3_500);
});

test("zooming while following changes how much of the past is seen, and goes on following", () => {
  const zoom = { kind: "zoom", shown: extent, factor: 2, anchorMs: 1_500 } as const;
  expect(nextWindow({ kind: "follow", spanMs: 500 }, zoom)).toEqual({ kind: "follow", spanMs: 1_000 });
});

test("panning stays where it was left", () => {
  const window = nextWindow({ kind: "fit" }, { kind: "pan", shown: extent, byMs: 100 });
  expect(rangeOf(window, { fromMs: 0, toMs: 99_999 })).toEqual({ fromMs: 1_100, toMs: 3_100 });
});
