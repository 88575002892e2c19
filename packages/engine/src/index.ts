export { Engine, type EngineOptions, type Target } from "./runtime/engine.ts";
export type {
  Committed,
  JobEntryRequest,
  JobSeed,
  SubmittedWorkflow,
  WorkflowRequest,
} from "./runtime/engine-types.ts";
export { MemoryStore } from "./runtime/memory-store.ts";
export { randomIds, type IdSource } from "./runtime/ids.ts";
export { sleep } from "./runtime/sleep.ts";
export { systemClock } from "./runtime/system-clock.ts";
export {
  AttemptDeferred,
  AttemptError,
  AttemptLostError,
  FlowUnavailableError,
  NonRetryableError,
  type Attempt,
  type AttemptContext,
  type AttemptResult,
  type Clock,
  type Executor,
  type HistoryStore,
  type Logger,
  type MergeFunction,
  type NewWorkflow,
  type ProjectionBatch,
  type StoredJob,
  type TaskProjection,
  type ValueRow,
  type WorkflowAppend,
  type WorkflowRecord,
  type WorkflowStore,
  silentLogger,
} from "./runtime/ports/index.ts";
export type { Executors } from "./runtime/run-dependencies.ts";
export {
  defineRoutine,
  type DefinedRoutine,
  type EventSpec,
  type PayloadOf,
  type RoutineContext,
  type RoutineSpec,
} from "./flow/define-routine.ts";
export { errorPolicy } from "./flow/error-policy.ts";
export type { ConnectOptions } from "./flow/connection.ts";
export type { FlowOptions } from "./flow/flow-options.ts";
export { ENTRY_SLOT, Flow } from "./flow/flow.ts";
export type { FlowDocument } from "@gantry/contracts";
export type { FlowDocumentFault } from "./flow/flow-document-error.ts";
export { BuiltRoutines } from "./flow/built-routines.ts";
export { createInlineExecutor } from "./flow/inline-executor.ts";
export { loadJobState, saveJobState } from "./flow/job-state-file.ts";
export type { Job } from "./flow/job.ts";
export { Mutex } from "./flow/mutex.ts";
export { OutputEvent } from "./flow/output-event.ts";
export { Routine } from "./flow/routine.ts";
export { routineLookup, type RoutineLookup } from "./flow/routine-lookup.ts";
export { RoutineRegistry, type RoutineSource } from "./flow/routine-registry.ts";
export { parseJobDocument, type JobDocument, type SavedJob } from "./flow/saved-job.ts";
export { Slot } from "./flow/slot.ts";
export type { ActivationOption, MessageList, SlotHandler, SlotOptions } from "./flow/slot-options.ts";
export type { StandardSchema } from "./flow/standard-schema.ts";
export { LoopWatchdog, type LoopWatchdogOptions } from "./watchdog/loop-watchdog.ts";
export { validateFlow } from "./core/validate-flow.ts";
