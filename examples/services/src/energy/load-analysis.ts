import type { LoadAnalysis, LoadProfile } from "./documents.ts";

/** The figures a planner asks for first. */
export function analyseLoad({ hourly_kw: hourlyKw }: LoadProfile): LoadAnalysis {
  const energyKwh = hourlyKw.reduce((sum, kw) => sum + kw, 0);
  const peakKw = Math.max(...hourlyKw);
  return {
    kind: "load_analysis",
    energy_kwh: Math.round(energyKwh * 100) / 100,
    peak_kw: peakKw,
    base_kw: Math.min(...hourlyKw),
    load_factor: energyKwh / hourlyKw.length / peakKw,
    busiest_hour: busiestHour(hourlyKw),
  };
}

function busiestHour(hourlyKw: readonly number[]): number {
  const totals = Array.from({ length: 24 }, () => 0);
  hourlyKw.forEach((kw, hour) => (totals[hour % 24] = (totals[hour % 24] ?? 0) + kw));
  return totals.indexOf(Math.max(...totals));
}
