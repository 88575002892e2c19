import type { ExecuteRequest } from "@gantry/service-sdk";
import { generateProfile } from "../../energy/load-profile.ts";
import { numberParameter } from "../../parameters.ts";
import { Configuration, type Analysis, type Readings, type Report } from "./energy-data.ts";

/** The four stages of both energy pipelines, without how their data travels. */

/** By the parameters `days` (14), `peak_kw` (80) and `seed` (1). @throws ZodError when one is out of its range. */
export const configurationOf = (request: ExecuteRequest): Configuration =>
  Configuration.parse({
    days: numberParameter(request, "days", 14),
    peak_kw: numberParameter(request, "peak_kw", 80),
    seed: numberParameter(request, "seed", 1),
  });

/** What meters would have read; the same configuration gives the same readings. */
export function generateReadings({ days, peak_kw: peakKw, seed }: Configuration): Readings {
  const { hourly_kw } = generateProfile({ days, peakKw, seed });
  return { hourly_wh: hourly_kw.map((kw) => Math.round(kw * 1_000)) };
}

export function analyzeReadings({ hourly_wh }: Readings): Analysis {
  const total = hourly_wh.reduce((sum, wh) => sum + wh, 0);
  const peak = hourly_wh.reduce((highest, wh) => Math.max(highest, wh), 0);
  return {
    hours: hourly_wh.length,
    total_wh: total,
    mean_wh: total / hourly_wh.length,
    peak_wh: peak,
    peak_hour: hourly_wh.indexOf(peak),
  };
}

export function writeReport(analysis: Analysis): Report {
  const kwh = (wh: number): string => (wh / 1_000).toFixed(1);
  const day = Math.floor(analysis.peak_hour / 24) + 1;
  return {
    headline: `${kwh(analysis.total_wh)} kWh in ${analysis.hours} hours`,
    lines: [
      `Mean per hour: ${kwh(analysis.mean_wh)} kWh`,
      `Peak: ${kwh(analysis.peak_wh)} kWh on day ${day} at ${analysis.peak_hour % 24}:00`,
    ],
  };
}
