import { describe, expect, test } from "vitest";
import { combine, findGaps, toSegments } from "./gap-analysis.ts";

const bar = (day: number, close = day) => ({ day, close });

describe("gap analysis", () => {
  test.each([
    [[], [{ from: 1, to: 6 }]],
    [[1, 2, 3, 4, 5], []],
    [
      [3],
      [
        { from: 1, to: 3 },
        { from: 4, to: 6 },
      ],
    ],
    [[1, 5, 9], [{ from: 2, to: 5 }]],
  ])("with days %j stored, %j are missing of 1 to 6", (stored, gaps) => {
    expect(
      findGaps(
        { from: 1, to: 6 },
        stored.map((day) => bar(day)),
      ),
    ).toEqual(gaps);
  });

  test("a gap is cut into segments, the last as long as what is left", () => {
    expect(toSegments([{ from: 0, to: 5 }], 2)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 4 },
      { from: 4, to: 5 },
    ]);
  });

  test("what was loaded replaces what was stored, one bar per day, in order, within the range", () => {
    const bars = combine([bar(3), bar(9)], [[bar(2)], [bar(3, 30)]], { from: 0, to: 5 });
    expect(bars).toEqual([bar(2), bar(3, 30)]);
  });
});
