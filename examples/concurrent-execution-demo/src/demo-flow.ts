import { Flow } from "@gantry/engine";
import {
  DataAggregatorRoutine,
  DataProcessorRoutine,
  DataReporterRoutine,
  DataSourceRoutine,
  DataValidatorRoutine,
} from "./data-generator-routines.ts";

export const DEMO_JOBS = 4;
export const DEMO_MAX_WORKERS = 2;

const source = new DataSourceRoutine();
const processor = new DataProcessorRoutine();
const validator = new DataValidatorRoutine();
const aggregator = new DataAggregatorRoutine();
const reporter = new DataReporterRoutine();

/** DataSource → DataProcessor → DataValidator → DataAggregator → DataReporter, two at a time. */
export const demoFlow = new Flow({
  flowId: "concurrent-execution-demo",
  name: "Concurrent execution demo",
  description: "Five stages from measurement to report: four Jobs share two workers.",
  executionStrategy: "concurrent",
  maxWorkers: DEMO_MAX_WORKERS,
});

demoFlow.addRoutine(source, "DataSource");
demoFlow.addRoutine(processor, "DataProcessor");
demoFlow.addRoutine(validator, "DataValidator");
demoFlow.addRoutine(aggregator, "DataAggregator");
demoFlow.addRoutine(reporter, "DataReporter");

demoFlow
  .connect(source.output, processor.input)
  .connect(processor.output, validator.input)
  .connect(validator.output, aggregator.input)
  .connect(aggregator.output, reporter.input);

/** What one Job takes when it never waits: 650 ms. */
export const demoJobMs = [...demoFlow.routines.values()].reduce(
  (sum, routine) => sum + routine.getConfig("durationMs", 0),
  0,
);
