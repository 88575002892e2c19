import type { EnergyReport, GridCheck, LoadAnalysis, Tariff } from "./documents.ts";

/** Brings the branches together. */
export function writeReport(analysis: LoadAnalysis, check: GridCheck, tariff: Tariff): EnergyReport {
  const costEur = Math.round(analysis.energy_kwh * tariff.eur_per_kwh * 100) / 100;
  const energyKwh = Math.round(analysis.energy_kwh);
  return {
    kind: "energy_report",
    headline:
      `${energyKwh} kWh for ${costEur.toFixed(2)} EUR (${tariff.name}), busiest at ${analysis.busiest_hour}:00; ` +
      `tomorrow's peak leaves ${check.reserve_kw.toFixed(1)} kW in reserve`,
    energy_kwh: energyKwh,
    cost_eur: costEur,
    peak_kw: analysis.peak_kw,
    forecast_peak_kw: check.forecast_peak_kw,
    reserve_kw: check.reserve_kw,
  };
}
