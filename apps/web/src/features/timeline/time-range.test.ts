import { expect, test } from "vitest";
import { panRange, positionPx, ticksOf, zoomRange } from "./time-range.ts";

const origin = 1_700_000_000_000;
const range = { fromMs: origin, toMs: origin + 1_400 };

test("ticks are round moments with labels in seconds since the origin", () => {
  expect(ticksOf(range, 700, origin).map(({ label }) => label)).toEqual([
    "0.0 s",
    "0.2 s",
    "0.4 s",
    "0.6 s",
    "0.8 s",
    "1.0 s",
    "1.2 s",
    "1.4 s",
  ]);
});

test("a narrow line has fewer ticks, and long stretches are labelled in minutes and hours", () => {
  expect(ticksOf(range, 180, origin).map(({ label }) => label)).toEqual(["0 s", "1 s"]);
  const twoHours = { fromMs: origin, toMs: origin + 7_200_000 };
  expect(ticksOf(twoHours, 360, origin).map(({ label }) => label)).toEqual([
    "0:00",
    "30:00",
    "1:00:00",
    "1:30:00",
    "2:00:00",
  ]);
});

test("zooming keeps the moment under the pointer where it is", () => {
  const anchor = origin + 350;
  const zoomed = zoomRange(range, 0.5, anchor);
  expect(positionPx(zoomed, 1_000, anchor)).toBeCloseTo(positionPx(range, 1_000, anchor));
  expect(zoomed.toMs - zoomed.fromMs).toBeCloseTo(700);
});

test("zooming in ends at 20 ms", () => {
  const zoomed = zoomRange(range, 0.000_1, origin);
  expect(zoomed.toMs - zoomed.fromMs).toBe(20);
});

test("panning moves both ends", () => {
  expect(panRange(range, -100)).toEqual({ fromMs: origin - 100, toMs: origin + 1_300 });
});
