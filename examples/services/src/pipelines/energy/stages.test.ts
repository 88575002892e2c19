import { expect, test } from "vitest";
import { analyzeReadings, configurationOf, generateReadings, writeReport } from "./stages.ts";

const request = (parameters: Record<string, number>) => ({
  method: "GetConfiguration",
  workflow_id: "w",
  task_id: "t",
  inputs: [],
  parameters,
});

test("the configuration is what the parameters say, and refuses what makes no sense", () => {
  expect(configurationOf(request({ days: 2 }))).toEqual({ days: 2, peak_kw: 80, seed: 1 });
  expect(() => configurationOf(request({ days: 0.5 }))).toThrow("days");
});

test("the same configuration gives the same readings, an hour each", () => {
  const configuration = { days: 3, peak_kw: 50, seed: 7 };
  const { hourly_wh } = generateReadings(configuration);
  expect(hourly_wh).toHaveLength(72);
  expect(generateReadings(configuration)).toEqual({ hourly_wh });
  expect(generateReadings({ ...configuration, seed: 8 })).not.toEqual({ hourly_wh });
});

test("the analysis finds the sum, the mean and the first hour of the peak", () => {
  expect(analyzeReadings({ hourly_wh: [1_000, 5_000, 3_000, 5_000] })).toEqual({
    hours: 4,
    total_wh: 14_000,
    mean_wh: 3_500,
    peak_wh: 5_000,
    peak_hour: 1,
  });
});

test("the report reads like one", () => {
  const analysis = { hours: 48, total_wh: 96_000, mean_wh: 2_000, peak_wh: 4_200, peak_hour: 42 };
  expect(writeReport(analysis)).toEqual({
    headline: "96.0 kWh in 48 hours",
    lines: ["Mean per hour: 2.0 kWh", "Peak: 4.2 kWh on day 2 at 18:00"],
  });
});
