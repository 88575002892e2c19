import { z } from "zod";

/** What the grid node is made of: its mean load, and the wind and solar power that is installed. */
export const GridNode = z.object({
  name: z.string(),
  load_mw: z.number().min(0),
  wind_mw: z.number().min(0),
  solar_mw: z.number().min(0),
  hours: z.number().int().min(1).max(8_784),
});
export type GridNode = z.infer<typeof GridNode>;

/** Time series of the node, an entry per hour from midnight. */
export const Chronics = z.object({
  name: z.string(),
  load_mw: z.array(z.number()).min(1),
  generation_mw: z.array(z.number()).min(1),
});
export type Chronics = z.infer<typeof Chronics>;

/** What a grid study reads: the residual load, which other plants must cover (negative: export). */
export const NodeSummary = z.object({
  name: z.string(),
  hours: z.number().int(),
  highest_residual_mw: z.number(),
  lowest_residual_mw: z.number(),
  renewable_percent: z.number(),
});
export type NodeSummary = z.infer<typeof NodeSummary>;

export function generateChronics({ name, load_mw, wind_mw, solar_mw, hours }: GridNode): Chronics {
  const each = (value: (hour: number) => number): number[] =>
    Array.from({ length: hours }, (_, hour) => Math.round(value(hour) * 10) / 10);
  return {
    name,
    load_mw: each((hour) => load_mw * loadShare(hour % 24)),
    generation_mw: each((hour) => solar_mw * sunShare(hour % 24) + wind_mw * windShare(hour)),
  };
}

export function summarize({ name, load_mw, generation_mw }: Chronics): NodeSummary {
  const residuals = load_mw.map((load, hour) => load - (generation_mw[hour] ?? 0));
  const covered = load_mw.reduce((sum, load, hour) => sum + Math.min(load, generation_mw[hour] ?? 0), 0);
  const needed = load_mw.reduce((sum, load) => sum + load, 0);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    name,
    hours: load_mw.length,
    highest_residual_mw: round(residuals.reduce((high, mw) => Math.max(high, mw), -Infinity)),
    lowest_residual_mw: round(residuals.reduce((low, mw) => Math.min(low, mw), Infinity)),
    renewable_percent: needed === 0 ? 100 : round((100 * covered) / needed),
  };
}

/** Lowest at 4, highest at 16 o'clock. */
const loadShare = (hourOfDay: number): number => 1 - 0.25 * Math.cos(((hourOfDay - 4) / 12) * Math.PI);

/** From 6 to 18 o'clock. */
const sunShare = (hourOfDay: number): number => Math.max(0, Math.sin(((hourOfDay - 6) / 12) * Math.PI));

/** Weather passes in about three days. */
const windShare = (hour: number): number => 0.4 + 0.3 * Math.sin((hour / 72) * 2 * Math.PI);
