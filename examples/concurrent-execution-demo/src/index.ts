export {
  DataAggregatorRoutine,
  DataProcessorRoutine,
  DataReporterRoutine,
  DataSourceRoutine,
  DataValidatorRoutine,
} from "./data-generator-routines.ts";
export { demoFlow } from "./demo-flow.ts";
export { idealMakespanMs, peakConcurrency } from "./task-span.ts";
export { branchesFlow } from "./variants/branches.ts";
export { errorFlows } from "./variants/errors.ts";
export { heavyFlow } from "./variants/heavy.ts";
export { manyJobsFlow } from "./variants/many-jobs.ts";
