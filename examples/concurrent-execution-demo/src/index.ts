export {
  DataAggregatorRoutine,
  DataProcessorRoutine,
  DataReporterRoutine,
  DataSourceRoutine,
  DataValidatorRoutine,
} from "./data-generator-routines.ts";
export { demoFlow, demoJobMs } from "./demo-flow.ts";
export { idealMakespanMs, peakConcurrency } from "./task-span.ts";
