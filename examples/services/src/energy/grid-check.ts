import type { GridCheck, LoadForecast } from "./documents.ts";

/** @throws Error when the forecast exceeds what the connection carries: the way this example fails for a reason. */
export function checkGrid(forecast: LoadForecast, limitKw: number): GridCheck {
  const peakKw = Math.max(...forecast.hourly_kw);
  if (peakKw > limitKw) {
    throw new Error(`Forecast peak ${peakKw.toFixed(1)} kW exceeds the grid limit of ${limitKw} kW`);
  }
  return { kind: "grid_check", limit_kw: limitKw, forecast_peak_kw: peakKw, reserve_kw: limitKw - peakKw };
}
