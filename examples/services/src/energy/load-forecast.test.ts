import { expect, test } from "vitest";
import { betterForecast, smoothDays } from "./load-forecast.ts";

const days = (...levels: number[]): number[] => levels.flatMap((kw) => Array<number>(24).fill(kw));

test("a load that repeats every day is forecast exactly", () => {
  expect(smoothDays(days(10, 10, 10), 0.3)).toEqual({ nextDayKw: days(10), errorKw: 0 });
});

test("each day moves the forecast by the smoothing share of its deviation", () => {
  expect(smoothDays(days(10, 20), 0.25)).toEqual({ nextDayKw: days(12.5), errorKw: 10 });
});

test("one day alone forecasts itself", () => {
  expect(smoothDays(days(7), 0.5)).toEqual({ nextDayKw: days(7), errorKw: 0 });
});

test("the better of two candidates is kept", () => {
  const profile = { kind: "load_profile", hourly_kw: days(10, 20, 30) } as const;
  const slow = betterForecast(profile, 0.1, null);
  const quick = betterForecast(profile, 0.9, slow);
  expect(quick.smoothing).toBe(0.9);
  expect(betterForecast(profile, 0.1, quick)).toBe(quick);
});
