import type {
  Failure,
  FlowDefinition,
  HistoryEvent,
  JobState,
  JobStatus,
  JobSummary,
  JsonObject,
  JsonValue,
  LogLevel,
  LogLine,
  OperationDetail,
  OperationListQuery,
  OperationPage,
  OperationSummary,
  ProgressSamplePage,
  RegisteredFlow,
  RegisteredOperation,
  ServiceList,
  SubmissionFault,
  SystemStatus,
  WorkflowDetail,
  WorkflowOrigin,
  WorkflowPage,
  WorkflowStatus,
  WorkflowSummary,
} from "@gantry/contracts";
import type { Caller } from "../auth/caller.ts";
import type { SubmissionDocuments, SubmissionRequest } from "./submission.ts";

/**
 * What Gantry can do for a caller: REST, tRPC and the live hub all go through these functions, so that one action
 * has one behaviour. Every function throws AppError: `not_found` for an unknown id, `conflict` when the state does
 * not allow the action, `invalid_input` with `details.faults` for a refused submission.
 */
export interface Actions {
  readonly workflows: WorkflowActions;
  readonly jobs: JobActions;
  readonly flows: FlowActions;
  readonly operations: OperationActions;
  readonly services: ServiceActions;
  readonly system: SystemActions;
}

export interface Validation {
  readonly faults: readonly SubmissionFault[];
  /** null when the blueprint is not good enough to draw. */
  readonly flow: FlowDefinition | null;
}

export interface WorkflowQuery {
  readonly status?: WorkflowStatus | undefined;
  /** Default: uploaded and registered ones; managed operations have a list of their own. */
  readonly origin?: WorkflowOrigin | undefined;
  /** Part of the name or id, in any case. */
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** `reason` is kept in the history and shown beside the state. */
export interface ActionReason {
  readonly reason?: string | undefined;
}

export interface WorkflowActions {
  /** Checks the documents without storing anything. */
  validate(documents: SubmissionDocuments): Validation;
  /** The warnings of a submission that would be taken in; stores nothing. */
  check(request: SubmissionRequest): readonly SubmissionFault[];
  /** Durable when it resolves. */
  submit(request: SubmissionRequest, caller: Caller): Promise<{ readonly workflowId: string }>;
  list(query: WorkflowQuery): Promise<WorkflowPage>;
  summary(workflowId: string): Promise<WorkflowSummary>;
  get(workflowId: string): Promise<WorkflowDetail>;
  cancel(workflowId: string, options: ActionReason, caller: Caller): Promise<void>;
  pause(workflowId: string, options: ActionReason, caller: Caller): Promise<void>;
  resume(workflowId: string, options: ActionReason, caller: Caller): Promise<void>;
  /** Repeats an ended Workflow as a new one that reuses completed outputs. */
  retry(workflowId: string, caller: Caller): Promise<{ readonly workflowId: string }>;
  /** Cancels first, then removes everything of it. */
  delete(workflowId: string, caller: Caller): Promise<void>;
}

export interface JobDetail {
  readonly summary: JobSummary;
  readonly workflow: WorkflowSummary;
  readonly flow: FlowDefinition;
}

export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  /** Ask again with this as `afterSeq`. */
  readonly nextSeq: number;
}

export interface LogQuery {
  readonly afterLogSeq: number;
  readonly limit: number;
  /** Lines of this level and above. */
  readonly level?: LogLevel | undefined;
  readonly search?: string | undefined;
}

export interface LogPage {
  readonly lines: readonly LogLine[];
  /** The last line of this page: ask again with it as `afterLogSeq`. */
  readonly lastLogSeq: number;
}

export interface JobActions {
  get(jobId: string): Promise<JobDetail>;
  /** The whole fold, up to the newest durable event. */
  state(jobId: string): Promise<JobState>;
  history(jobId: string, page: { readonly afterSeq: number; readonly limit: number }): Promise<HistoryPage>;
  logs(jobId: string, query: LogQuery): Promise<LogPage>;
  /** The whole of a value that events carry by reference. */
  value(workflowId: string, ref: string): Promise<JsonValue>;
  cancel(jobId: string, options: ActionReason, caller: Caller): Promise<void>;
  pause(jobId: string, options: ActionReason, caller: Caller): Promise<void>;
  resume(jobId: string, options: ActionReason, caller: Caller): Promise<void>;
  retry(jobId: string, caller: Caller): Promise<{ readonly workflowId: string }>;
}

export interface FlowActions {
  list(): readonly RegisteredFlow[];
}

/** An operation that is to be started by name: `service/type`, or the type alone where only one service has it. */
export interface OperationStart {
  readonly operationType: string;
  /** What its service makes of them is its business. */
  readonly parameters: JsonObject;
}

export interface StartedOperation {
  readonly operationId: string;
  readonly status: "started";
  readonly message: string;
}

export interface OperationResult {
  readonly operationId: string;
  readonly status: JobStatus;
  /** null: it returned nothing, or did not complete. */
  readonly result: JsonValue | null;
  readonly error: Failure | null;
  readonly reason: string | null;
}

export interface OperationActions {
  /** What can be started by name. */
  registered(): readonly RegisteredOperation[];
  /** Durable when it resolves. @throws AppError `not_found` naming what there is; `invalid_input` for its parameters. */
  start(start: OperationStart, caller: Caller): Promise<StartedOperation>;
  /** Newest first. */
  list(query: OperationListQuery): Promise<OperationPage>;
  get(operationId: string): Promise<OperationDetail>;
  summary(operationId: string): Promise<OperationSummary>;
  children(operationId: string): Promise<readonly OperationSummary[]>;
  /** @throws AppError `conflict` before its end */
  result(operationId: string): Promise<OperationResult>;
  /** What it reported after `cursor`, oldest first; 0: from the beginning. */
  samples(operationId: string, cursor: number): Promise<ProgressSamplePage>;
  /** Reaches every descendant. */
  cancel(operationId: string, options: ActionReason, caller: Caller): Promise<void>;
  /** Runs it again, as a new one. @throws AppError `conflict` also when its function is not registered here. */
  retry(operationId: string, caller: Caller): Promise<StartedOperation>;
}

/** A service of a Blueprint; `address` is `host:port`. */
export interface ServiceAddress {
  readonly containerName: string;
  readonly address: string;
}

export interface ServiceCheck extends ServiceAddress {
  readonly ok: boolean;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

export interface ServiceActions {
  /** Asks each service's `/health`, only where the operator's address ranges allow. */
  check(services: readonly ServiceAddress[]): Promise<readonly ServiceCheck[]>;
  /** The services that submissions name, each with an answer that is at most a few seconds old. */
  list(): Promise<ServiceList>;
  /** The same as it is known now, without asking anyone. */
  present(): Promise<ServiceList>;
  /** Asks the services whose answer is old; `onAnswer` is called for each that has answered. */
  refresh(onAnswer?: () => void): Promise<void>;
}

export interface SystemActions {
  status(): Promise<SystemStatus>;
}
