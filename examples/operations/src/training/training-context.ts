import { z } from "zod";

/** What a training run is told. Immutable, and JSON: it is there again after a crash. */
export const TrainingContext = z.object({
  symbol: z.string().min(1),
  strategy: z.string().min(1).default("linear"),
  epochs: z.number().int().min(1).max(10_000).default(20),
  learningRate: z.number().positive().max(1).default(0.1),
  /** So that one can watch it: how long an epoch takes at least, ms. */
  epochMs: z.number().min(0).max(60_000).default(250),
});
export type TrainingContext = z.infer<typeof TrainingContext>;

/** What a run leaves: the fitted line, and how well it fits. */
export const TrainingResult = z.object({
  symbol: z.string(),
  epochs: z.number().int(),
  slope: z.number(),
  intercept: z.number(),
  loss: z.number(),
});
export type TrainingResult = z.infer<typeof TrainingResult>;
