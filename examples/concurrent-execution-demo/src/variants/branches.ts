import { Flow } from "@gantry/engine";
import {
  aggregate,
  DataProcessorRoutine,
  DataReporterRoutine,
  DataSourceRoutine,
  DataValidatorRoutine,
  type AggregatedData,
  type ProcessedData,
  type ValidatedData,
} from "../data-generator-routines.ts";
import { StageRoutine } from "../stage-routine.ts";

type IndexedData = { readonly median: number };

/** Finds the value in the middle, beside the validator. */
export class DataIndexerRoutine extends StageRoutine<ProcessedData, IndexedData> {
  constructor() {
    super({ slot: "input", durationMs: 80, done: "indexed", work: index, outputParams: ["median"] });
  }
}

/** Waits for validator and indexer, and puts their results together. */
export class DataMergerRoutine extends StageRoutine<ValidatedData & IndexedData, AggregatedData & IndexedData> {
  constructor() {
    const outputParams = ["count", "rejected", "sum", "mean", "median"] as const;
    super({ slot: "input", durationMs: 140, done: "merged", work: merge, outputParams, activation: "all" });
  }
}

/** Exports the result, beside the reporter. */
export class DataExporterRoutine extends StageRoutine<AggregatedData, { readonly lines: string[] }> {
  constructor() {
    super({ slot: "input", durationMs: 60, done: "exported", work: toLines, outputParams: ["lines"] });
  }
}

/** More Routines: branches that run at the same time and meet again. */
export const branchesFlow = new Flow({
  flowId: "demo-branches",
  name: "Demo: branches",
  description: "Seven stages: two run side by side, one waits for both, and two finish at the same time.",
  executionStrategy: "concurrent",
  maxWorkers: 4,
  defaultJobs: 4,
});

const source = new DataSourceRoutine();
const processor = new DataProcessorRoutine();
const validator = new DataValidatorRoutine();
const indexer = new DataIndexerRoutine();
const merger = new DataMergerRoutine();
const reporter = new DataReporterRoutine();
const exporter = new DataExporterRoutine();

branchesFlow.addRoutine(source, "DataSource");
branchesFlow.addRoutine(processor, "DataProcessor");
branchesFlow.addRoutine(validator, "DataValidator");
branchesFlow.addRoutine(indexer, "DataIndexer");
branchesFlow.addRoutine(merger, "DataMerger");
branchesFlow.addRoutine(reporter, "DataReporter");
branchesFlow.addRoutine(exporter, "DataExporter");

branchesFlow
  .connect(source.output, processor.input)
  .connect(processor.output, validator.input)
  .connect(processor.output, indexer.input)
  // By name: each of the two brings a part of what the merger takes.
  .connect("DataValidator", "output", "DataMerger", "input")
  .connect("DataIndexer", "output", "DataMerger", "input")
  .connect(merger.output, reporter.input)
  .connect(merger.output, exporter.input);

function index({ values }: ProcessedData): IndexedData {
  return { median: values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0 };
}

function merge({ values, rejected, median }: ValidatedData & IndexedData): AggregatedData & IndexedData {
  return { ...aggregate({ values, rejected }), median };
}

function toLines({ count, rejected, sum, mean }: AggregatedData): { readonly lines: string[] } {
  return { lines: Object.entries({ count, rejected, sum, mean }).map(([name, value]) => `${name},${value}`) };
}
