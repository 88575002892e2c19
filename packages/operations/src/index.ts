export { CancellationError, toCancellation } from "./cancellation-error.ts";
export { CancellationToken, type CancellationTokenOptions } from "./cancellation-token.ts";
export type { JobOutcome } from "./child-batch.ts";
export { hostRoutingOf, hostServiceName, type HostRouting, type Routes } from "./host-routing.ts";
export { createInMemoryOperations, type InMemoryOperationsOptions } from "./in-memory-operations.ts";
export { JobManager, type ExecuteJobsOptions, type JobManagerOptions, type ManagedJob } from "./job-manager.ts";
export type { JobDependencies } from "./job-order.ts";
export { OperationExecutor, type OperationExecutorOptions } from "./operation-executor.ts";
export { operationFlowId } from "./operation-flow.ts";
export type {
  CompletedOperation,
  ManagedOperation,
  OperationFunction,
  OperationRequest,
  OperationRun,
  StartedOperation,
} from "./operation-function.ts";
export type { OperationDefinition, OperationPlan, RegisteredFunction } from "./operation-registry.ts";
export { OperationsService, type OperationsServiceOptions, type PercentListener } from "./operations-service.ts";
export { pollRemoteOperation, type PollRemoteOptions } from "./poll-remote-operation.ts";
export type {
  OperationEngine,
  OperationStore,
  StoredOperation,
  StoredOperationPage,
  StoredOperationQuery,
} from "./ports.ts";
export { ProgressBridge, type ItemCallback, type ProgressBridgeOptions } from "./progress-bridge.ts";
export {
  GenericProgressManager,
  type ProgressListener,
  type ProgressManagerOptions,
  type StepRange,
  type StepUpdate,
} from "./progress-manager.ts";
export { defaultProgressRenderer, type ProgressRenderer } from "./progress-renderer.ts";
export type { ProgressUpdate } from "./progress-update.ts";
export type { RemoteOperationAdapter, RemoteSnapshot } from "./remote-operation-adapter.ts";
export { ServiceOrchestrator, type ConfigurationInfo, type ServiceHealth } from "./service-orchestrator.ts";
export type { ThreadRun } from "./thread-run.ts";
