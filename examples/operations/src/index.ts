import { DataManager } from "./data/data-manager.ts";
import { TrainingService } from "./training/training-service.ts";

export { DataManager, type LoadRequest } from "./data/data-manager.ts";
export type { Bar, MarketDataAdapter, TimeRange } from "./data/market-data-adapter.ts";
export { TrainingService } from "./training/training-service.ts";
export type { TrainingAdapter } from "./training/training-adapter.ts";
export type { TrainingContext, TrainingResult } from "./training/training-context.ts";

/** What GANTRY_MODULES registers. */
export const trainingService = new TrainingService();
export const dataManager = new DataManager();
