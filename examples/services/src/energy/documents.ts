import type { DataReference } from "@gantry/service-sdk";
import { z } from "zod";
import { readJson } from "../data-exchange.ts";

/** What the energy services hand each other. `kind` says which is which where several arrive. Powers in kW, energy in kWh. */

export const LoadProfile = z.object({
  kind: z.literal("load_profile"),
  /** Mean load of each hour, from midnight of the first day. */
  hourly_kw: z.array(z.number()).min(1),
});
export type LoadProfile = z.infer<typeof LoadProfile>;

export const LoadAnalysis = z.object({
  kind: z.literal("load_analysis"),
  energy_kwh: z.number(),
  peak_kw: z.number(),
  base_kw: z.number(),
  /** Mean load as a share of the peak, 0 to 1. */
  load_factor: z.number(),
  /** Hour of the day, 0-23, with the highest mean load. */
  busiest_hour: z.number().int(),
});
export type LoadAnalysis = z.infer<typeof LoadAnalysis>;

export const LoadForecast = z.object({
  kind: z.literal("load_forecast"),
  hourly_kw: z.array(z.number()).min(1),
  /** Smoothing factor that explained the past best, and its mean absolute error. */
  smoothing: z.number(),
  error_kw: z.number(),
});
export type LoadForecast = z.infer<typeof LoadForecast>;

export const GridCheck = z.object({
  kind: z.literal("grid_check"),
  limit_kw: z.number(),
  forecast_peak_kw: z.number(),
  reserve_kw: z.number(),
});
export type GridCheck = z.infer<typeof GridCheck>;

export const Tariff = z.object({ kind: z.literal("tariff"), name: z.string(), eur_per_kwh: z.number() });
export type Tariff = z.infer<typeof Tariff>;

export const EnergyReport = z.object({
  kind: z.literal("energy_report"),
  headline: z.string(),
  energy_kwh: z.number(),
  cost_eur: z.number(),
  peak_kw: z.number(),
  forecast_peak_kw: z.number(),
  reserve_kw: z.number(),
});
export type EnergyReport = z.infer<typeof EnergyReport>;

/**
 * The one input that is a `schema` document; the others are left alone, so that a service may have any parents.
 * @throws Error that names what is missing.
 */
export async function inputDocument<T>(
  inputs: readonly DataReference[],
  schema: z.ZodType<T> & { readonly shape: { readonly kind: { readonly value: string } } },
): Promise<T> {
  for (const document of await Promise.all(inputs.map(readJson))) {
    const parsed = schema.safeParse(document);
    if (parsed.success) return parsed.data;
  }
  throw new Error(`No ${schema.shape.kind.value} among the ${inputs.length} inputs`);
}
