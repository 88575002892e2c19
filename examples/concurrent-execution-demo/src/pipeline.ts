import { Flow, type FlowOptions } from "@gantry/engine";
import {
  DataAggregatorRoutine,
  DataProcessorRoutine,
  DataReporterRoutine,
  DataSourceRoutine,
  DataValidatorRoutine,
} from "./data-generator-routines.ts";

/** DataSource → DataProcessor → DataValidator → DataAggregator → DataReporter. More may be added until its first use. */
export function pipeline(options: Omit<FlowOptions, "executionStrategy">): Flow {
  const source = new DataSourceRoutine();
  const processor = new DataProcessorRoutine();
  const validator = new DataValidatorRoutine();
  const aggregator = new DataAggregatorRoutine();
  const reporter = new DataReporterRoutine();

  const flow = new Flow({ ...options, executionStrategy: "concurrent" });
  flow.addRoutine(source, "DataSource");
  flow.addRoutine(processor, "DataProcessor");
  flow.addRoutine(validator, "DataValidator");
  flow.addRoutine(aggregator, "DataAggregator");
  flow.addRoutine(reporter, "DataReporter");
  return flow
    .connect(source.output, processor.input)
    .connect(processor.output, validator.input)
    .connect(validator.output, aggregator.input)
    .connect(aggregator.output, reporter.input);
}
