export {
  DataAggregatorRoutine,
  DataProcessorRoutine,
  DataReporterRoutine,
  DataSourceRoutine,
  DataValidatorRoutine,
} from "./data-generator-routines.ts";
export { demoFlow } from "./demo-flow.ts";
export { idealMakespanMs } from "./task-span.ts";
export { demoVariants } from "./variants/catalogue.ts";
