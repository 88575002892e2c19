import type {
  HistoryEvent,
  JobState,
  LogLine,
  OperationSummary,
  ServiceList,
  SystemStatus,
  WorkflowSummary,
} from "@gantry/contracts";

/** What the hub has to look up; durable state only, so that nobody is shown what a crash could take back. */
export interface LiveReader {
  /** The fold up to the newest durable event; null for an unknown Job. */
  readJob(jobId: string): Promise<JobState | null>;
  /** Events with seq > `afterSeq`, ascending, at most `limit`. */
  readEvents(jobId: string, afterSeq: number, limit: number): Promise<readonly HistoryEvent[]>;
  /** Lines with logSeq > `afterLogSeq`, ascending, at most `limit`. */
  readLogs(jobId: string, afterLogSeq: number, limit: number): Promise<readonly LogLine[]>;
  lastLogSeq(jobId: string): Promise<number>;
  workflowIdOf(jobId: string): Promise<string | null>;
  /** By job index; null for an unknown Workflow. */
  jobIdsOf(workflowId: string): Promise<readonly string[] | null>;
  readSummary(workflowId: string): Promise<WorkflowSummary | null>;
  /** The Workflows that the Overview shows: those that run, and the newest. */
  overviewWorkflows(): Promise<readonly WorkflowSummary[]>;
  systemStatus(): Promise<SystemStatus>;
  /** Whether other servers run Workflows too, whose commits are not published here. */
  readonly besideOthers: boolean;
  /** The operations that have not ended, and the newest. */
  overviewOperations(): Promise<readonly OperationSummary[]>;
  activeOperationIds(): Promise<readonly string[]>;
  /** null for an unknown one. */
  findOperation(operationId: string): Promise<OperationSummary | null>;
  /** What is known of the services that submissions name. */
  services(): Promise<ServiceList>;
  /** Asks the services whose answer is old; `onAnswer` is called for each that has answered. */
  refreshServices(onAnswer: () => void): Promise<void>;
}
