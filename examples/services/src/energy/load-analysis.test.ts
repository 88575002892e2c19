import { expect, test } from "vitest";
import { analyseLoad } from "./load-analysis.ts";
import { generateProfile } from "./load-profile.ts";

test("the figures of a small profile are those calculated by hand", () => {
  expect(analyseLoad({ kind: "load_profile", hourly_kw: [2, 4, 6] })).toEqual({
    kind: "load_analysis",
    energy_kwh: 12,
    peak_kw: 6,
    base_kw: 2,
    load_factor: 12 / 3 / 6,
    busiest_hour: 2,
  });
});

test("the busiest hour is that of the mean day, not of the highest single value", () => {
  const hourlyKw = Array<number>(48).fill(1);
  hourlyKw[5] = 10;
  hourlyKw[7] = 8;
  hourlyKw[31] = 8;
  expect(analyseLoad({ kind: "load_profile", hourly_kw: hourlyKw }).busiest_hour).toBe(7);
});

test("the same seed generates the same profile, and another seed another", () => {
  const options = { days: 2, peakKw: 100, seed: 1 };
  expect(generateProfile(options)).toEqual(generateProfile(options));
  expect(generateProfile(options)).not.toEqual(generateProfile({ ...options, seed: 2 }));
  expect(generateProfile(options).hourly_kw).toHaveLength(48);
});
