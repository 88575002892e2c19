import { ServiceOrchestrator, type ManagedJob, type OperationRun } from "@gantry/operations";
import { z } from "zod";
import { readParameters } from "../read-parameters.ts";
import { dataProgressRenderer } from "./data-progress-renderer.ts";
import { combine, findGaps, toSegments } from "./gap-analysis.ts";
import { SimulatedMarketData, type Bar, type MarketDataAdapter, type TimeRange } from "./market-data-adapter.ts";

/** What to load. Days since the epoch, `from` included, `to` not. */
export const LoadRequest = z
  .object({
    symbol: z.string().min(1),
    from: z.number().int().nonnegative().default(19_000),
    to: z.number().int().positive().default(19_060),
    mode: z.enum(["backfill", "tail"]).default("backfill"),
    /** How many days one request of the provider gives. */
    segmentDays: z.number().int().min(1).max(365).default(10),
    concurrency: z.number().int().min(1).max(16).default(2),
  })
  .refine(({ from, to }) => from < to, { error: "from must be before to", path: ["from"] });
export type LoadRequest = z.infer<typeof LoadRequest>;

/** One segment's child operation. */
interface SegmentContext extends TimeRange {
  readonly symbol: string;
}

export interface LoadResult {
  readonly symbol: string;
  readonly gaps: number;
  readonly loadedBars: number;
  readonly bars: Bar[];
}

const STEPS = 4;

/**
 * Complex orchestration (seed 4, "Data Style"): gap analysis → job creation → loading segments beside each other →
 * combining. Each segment is a child operation; after a crash the ones that were loaded are not loaded again.
 */
export class DataManager extends ServiceOrchestrator<MarketDataAdapter> {
  protected override readonly progressRenderer = dataProgressRenderer;

  readonly #load = this.defineOperation({
    operationType: "data_load",
    description: "Finds what is missing of a symbol's history, and loads it segment by segment",
    operationFunc: (run: OperationRun<LoadRequest>) => this.#execute(run),
    plan: (parameters) => planOf(readParameters(LoadRequest, parameters)),
  });

  readonly #loadSegment = this.defineOperation({
    operationType: "segment_load",
    description: "Loads one segment of a symbol's history",
    operationFunc: (run: OperationRun<SegmentContext>) => this.#executeSegment(run),
  });

  getServiceName(): string {
    return "DataManager";
  }

  /** Loads what is missing and waits for all of it. Everything but the symbol has a default. */
  load(symbol: string, request: Partial<Omit<LoadRequest, "symbol">> = {}) {
    const context = LoadRequest.parse({ ...request, symbol });
    return this.runManagedOperation({ operationType: "data_load", operationFunc: this.#load, ...planOf(context) });
  }

  protected initializeAdapter(): MarketDataAdapter {
    return new SimulatedMarketData();
  }

  async #execute({ context, progressManager, cancellationToken }: OperationRun<LoadRequest>): Promise<LoadResult> {
    const { symbol, mode, segmentDays, concurrency } = context;
    progressManager.startStep("Analyzing data gaps", 1, { from: 0, to: 5 });
    progressManager.updateProgress({ context: { phase: "gap_analysis", symbol, mode } });
    const stored = await this.adapter.storedBars(symbol);
    const gaps = findGaps(context, stored);

    progressManager.startStep("Creating load jobs", 2, { from: 5, to: 10 });
    progressManager.updateProgress({ context: { phase: "job_creation", gaps: gaps.length } });
    const jobs = toSegments(gaps, segmentDays).map((segment) => this.#jobOf({ symbol, ...segment }));

    progressManager.startStep("Loading data segments", 3, { from: 10, to: 95 });
    progressManager.updateProgress({ context: { phase: "data_loading", segments: jobs.length } });
    const segments = await this.jobManager.executeJobs(jobs, { cancellationToken, concurrency });

    progressManager.startStep("Combining segments", 4, { from: 95, to: 100 });
    progressManager.updateProgress({ context: { phase: "combining" } });
    const bars = combine(stored, segments, context);
    return { symbol, gaps: gaps.length, loadedBars: segments.flat().length, bars };
  }

  #jobOf(context: SegmentContext): ManagedJob<Bar[], SegmentContext> {
    const { symbol, from, to } = context;
    return {
      name: `${symbol} ${String(from)}–${String(to)}`,
      operationType: "segment_load",
      operationFunc: this.#loadSegment,
      context,
      weight: to - from,
    };
  }

  async #executeSegment({ context, progressManager, cancellationToken }: OperationRun<SegmentContext>): Promise<Bar[]> {
    const { symbol, from, to } = context;
    progressManager.updateProgress({ message: "Loading", totalItems: to - from, context: { symbol } });
    const bars = await this.adapter.loadSegment(symbol, { from, to }, cancellationToken);
    progressManager.updateProgress({ message: "Loaded", percentage: 100, itemsProcessed: bars.length });
    return bars;
  }
}

const planOf = (context: LoadRequest) => ({
  operationName: `load ${context.symbol}`,
  totalSteps: STEPS,
  metadata: { symbol: context.symbol, mode: context.mode },
  context,
});
