import type { LoadForecast, LoadProfile } from "./documents.ts";

const HOURS = 24;

/** Smoothing factors that are tried, from slow (0.05) to nervous (0.95). */
export const SMOOTHING_CANDIDATES: readonly number[] = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/**
 * Smooths each hour of the day over the days (seasonal exponential smoothing, period 24) and forecasts the next day.
 * `errorKw` is the mean absolute error of forecasting each day from those before it; 0 for a single day.
 */
export function smoothDays(hourlyKw: readonly number[], smoothing: number): { nextDayKw: number[]; errorKw: number } {
  const level = hourlyKw.slice(0, HOURS);
  let errorSum = 0;
  for (let hour = HOURS; hour < hourlyKw.length; hour += 1) {
    const expected = level[hour % HOURS] ?? 0;
    const deviation = (hourlyKw[hour] ?? 0) - expected;
    errorSum += Math.abs(deviation);
    level[hour % HOURS] = expected + smoothing * deviation;
  }
  return { nextDayKw: level, errorKw: errorSum / Math.max(1, hourlyKw.length - HOURS) };
}

/** Tries one candidate and keeps the better of it and the best so far. */
export function betterForecast(profile: LoadProfile, smoothing: number, best: LoadForecast | null): LoadForecast {
  const { nextDayKw, errorKw } = smoothDays(profile.hourly_kw, smoothing);
  if (best !== null && best.error_kw <= errorKw) return best;
  return { kind: "load_forecast", hourly_kw: nextDayKw, smoothing, error_kw: errorKw };
}
