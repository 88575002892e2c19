import { expect, test } from "vitest";
import { generateChronics, summarize } from "./chronics.ts";

test("chronics have an entry per hour, and no sun at night", () => {
  const chronics = generateChronics({ name: "n", load_mw: 100, wind_mw: 0, solar_mw: 50, hours: 48 });
  expect(chronics.load_mw).toHaveLength(48);
  expect(chronics.load_mw[4]).toBe(75);
  expect(chronics.load_mw[16]).toBe(125);
  expect([0, 3, 6, 12, 18, 23].map((hour) => chronics.generation_mw[hour])).toEqual([0, 0, 0, 50, 0, 0]);
});

test("the summary tells the residual load and how much of the load renewables cover", () => {
  expect(summarize({ name: "n", load_mw: [100, 100], generation_mw: [150, 25] })).toEqual({
    name: "n",
    hours: 2,
    highest_residual_mw: 75,
    lowest_residual_mw: -50,
    renewable_percent: 62.5,
  });
});
