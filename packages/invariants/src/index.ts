export { attemptSpans, type AttemptSpan } from "./attempt-spans.ts";
export { checkStore, type CheckStoreOptions, type StoreReport } from "./check-store.ts";
export { checkWorkflow, type CheckedWorkflow } from "./check-workflow.ts";
export type { EvidenceSource, JobEvidence, TaskRow, WorkflowEvidence } from "./evidence.ts";
export { historyFaults } from "./history-faults.ts";
export { INVARIANTS, type InvariantFault, type InvariantId } from "./invariant.ts";
