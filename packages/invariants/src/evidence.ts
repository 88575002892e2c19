import type { FlowDefinition, HistoryEvent, JobSummary, LogLine, TaskState, WorkflowSummary } from "@gantry/contracts";

/** A Task's row, and the seq that it says it was folded to. */
export interface TaskRow {
  readonly jobId: string;
  readonly projectedSeq: number;
  readonly task: TaskState;
}

export interface JobEvidence {
  readonly jobId: string;
  /** null: lists do not know this Job. */
  readonly row: JobSummary | null;
  readonly taskRows: readonly TaskRow[];
  readonly logs: readonly LogLine[];
  /** From seq 1. Read after the rows, so that it reaches at least as far as they do. */
  readonly events: readonly HistoryEvent[];
}

/** Everything that is kept of one Workflow, as it was read from a database that others may be writing to. */
export interface WorkflowEvidence {
  readonly workflowId: string;
  readonly flow: FlowDefinition;
  readonly maxWorkers: number | null;
  /** null: lists do not know this Workflow. */
  readonly row: WorkflowSummary | null;
  /** One for each Job that was acknowledged. */
  readonly jobs: readonly JobEvidence[];
  /** Refs of the large values that are kept. */
  readonly valueRefs: ReadonlySet<string>;
  /** When it was read, epoch ms. */
  readonly readAtMs: number;
}

/** Where a whole store is read from. */
export interface EvidenceSource {
  /** Every Workflow that was acknowledged and not deleted. */
  workflowIds(): AsyncIterable<string>;
  /** null: it was deleted meanwhile. */
  workflow(workflowId: string): Promise<WorkflowEvidence | null>;
  /** One sentence for each kind of row that belongs to nothing. */
  orphans(): Promise<readonly string[]>;
}
