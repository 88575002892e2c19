import { z } from "zod";

/** What the stages of the energy pipelines hand on, named as in the proto files. Energy in Wh, so that sums are exact. */

export const Configuration = z.object({
  days: z.number().int().min(1).max(366),
  peak_kw: z.number().positive(),
  seed: z.number().int().min(0),
});
export type Configuration = z.infer<typeof Configuration>;

export const Readings = z.object({
  /** Energy of each hour, from midnight of the first day. */
  hourly_wh: z.array(z.number().int()).min(1),
});
export type Readings = z.infer<typeof Readings>;

export const Analysis = z.object({
  hours: z.number().int(),
  total_wh: z.number().int(),
  mean_wh: z.number(),
  peak_wh: z.number().int(),
  /** Index of the hour with the peak. */
  peak_hour: z.number().int(),
});
export type Analysis = z.infer<typeof Analysis>;

export const Report = z.object({ headline: z.string(), lines: z.array(z.string()) });
export type Report = z.infer<typeof Report>;
