export { sequential } from "./step-1-sequential.ts";
export { concurrent } from "./step-2-concurrent.ts";
export { concurrentFlow } from "./step-3-flow.ts";
export { sharedState } from "./step-4-shared-state.ts";
export { parallelProcessing } from "./step-5-parallel-processing.ts";
export { Terminal } from "./terminal.ts";
