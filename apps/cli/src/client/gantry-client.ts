import type {
  HistoryEvent,
  JobSummary,
  JsonValue,
  LogLevel,
  LogLine,
  OperationDetail,
  OperationListQuery,
  OperationPage,
  ServiceList,
  SystemStatus,
  WorkflowDetail,
  WorkflowPage,
  WorkflowStatus,
  WorkflowSummary,
} from "@gantry/contracts";
import type { AppRouter } from "@gantry/server/router";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { LiveConnection } from "../live/live-connection.ts";
import { toApiError } from "./api-error.ts";
import { connectSocket } from "./socket.ts";

export interface GantryClientOptions {
  /** Where the server answers, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** null: a server that asks for none. */
  readonly token: string | null;
}

export type SubmitRequest = inferRouterInputs<AppRouter>["workflows"]["submit"];
export type ValidateRequest = inferRouterInputs<AppRouter>["workflows"]["validate"];
export type Validation = inferRouterOutputs<AppRouter>["workflows"]["validate"];

export interface WorkflowQuery {
  readonly status?: WorkflowStatus;
  readonly search?: string;
  readonly limit: number;
}

const HISTORY_PAGE_EVENTS = 5_000;
const LOG_PAGE_LINES = 5_000;

/**
 * Talks to one server over its API. Thin: a call per action, with the words of the contracts.
 * Every call throws CliError: unreachable, refused, not found, or the faults of a submission.
 */
export class GantryClient {
  readonly url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #api: TRPCClient<AppRouter>;

  constructor({ url, token }: GantryClientOptions) {
    this.url = url.replace(/\/+$/, "");
    this.#headers = token === null ? {} : { authorization: `Bearer ${token}` };
    // One request per call: what a command asks for at once is little, and a failure then is of one call.
    this.#api = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${this.url}/trpc`, headers: () => this.#headers })],
    });
  }

  /** A live connection, which the caller closes. */
  live(): LiveConnection {
    return new LiveConnection(connectSocket(this.url, this.#headers), {
      probe: () => this.system(),
    });
  }

  system(): Promise<SystemStatus> {
    return this.#call(this.#api.system.status.query());
  }

  services(): Promise<ServiceList> {
    return this.#call(this.#api.services.list.query());
  }

  validate(documents: ValidateRequest): Promise<Validation> {
    return this.#call(this.#api.workflows.validate.mutate(documents));
  }

  submit(request: SubmitRequest): Promise<{ readonly workflowId: string }> {
    return this.#call(this.#api.workflows.submit.mutate(request));
  }

  /** Newest first. */
  workflows(query: WorkflowQuery): Promise<WorkflowPage> {
    return this.#call(this.#api.workflows.list.query(query));
  }

  workflow(workflowId: string): Promise<WorkflowDetail> {
    return this.#call(this.#api.workflows.get.query({ workflowId }));
  }

  job(jobId: string): Promise<{ readonly summary: JobSummary; readonly workflow: WorkflowSummary }> {
    return this.#call(this.#api.jobs.get.query({ jobId }));
  }

  /** A Job's history in pages, from seq 1 to what is durable at the end of the last page. */
  async *history(jobId: string): AsyncGenerator<readonly HistoryEvent[]> {
    for (let afterSeq = 0; ;) {
      const page = await this.#call(this.#api.jobs.history.query({ jobId, afterSeq, limit: HISTORY_PAGE_EVENTS }));
      if (page.events.length > 0) yield page.events;
      if (page.events.length < HISTORY_PAGE_EVENTS) return;
      afterSeq = page.nextSeq;
    }
  }

  /** A Job's log in pages, from after `afterLogSeq` to its present end. */
  async *logs(
    jobId: string,
    options: { readonly afterLogSeq?: number; readonly level?: LogLevel | undefined } = {},
  ): AsyncGenerator<readonly LogLine[]> {
    const { level } = options;
    for (let afterLogSeq = options.afterLogSeq ?? 0; ;) {
      const query = { jobId, afterLogSeq, limit: LOG_PAGE_LINES, ...(level === undefined ? {} : { level }) };
      const page = await this.#call(this.#api.jobs.logs.query(query));
      if (page.lines.length > 0) yield page.lines;
      if (page.lines.length < LOG_PAGE_LINES) return;
      afterLogSeq = page.lastLogSeq;
    }
  }

  value(workflowId: string, ref: string): Promise<JsonValue> {
    return this.#call(this.#api.jobs.value.query({ workflowId, ref }));
  }

  /** Asks for a Workflow (`wf-…`) or a Job to be cancelled, paused or resumed. */
  async steer(word: "cancel" | "pause" | "resume", id: string, reason: string | undefined): Promise<void> {
    const why = reason === undefined ? {} : { reason };
    await this.#call(
      isWorkflowId(id)
        ? this.#api.workflows[word].mutate({ workflowId: id, ...why })
        : this.#api.jobs[word].mutate({ jobId: id, ...why }),
    );
  }

  /** Runs an ended Workflow or Job again as a new Workflow. */
  retry(id: string): Promise<{ readonly workflowId: string }> {
    return this.#call(
      isWorkflowId(id)
        ? this.#api.workflows.retry.mutate({ workflowId: id })
        : this.#api.jobs.retry.mutate({ jobId: id }),
    );
  }

  operations(query: OperationListQuery): Promise<OperationPage> {
    return this.#call(this.#api.operations.list.query(query));
  }

  operation(operationId: string): Promise<OperationDetail> {
    return this.#call(this.#api.operations.get.query({ operationId }));
  }

  /** Asks an operation, and all that works for it, to stop. */
  async cancelOperation(operationId: string, reason: string | undefined): Promise<void> {
    await this.#call(this.#api.operations.cancel.mutate({ operationId, ...(reason === undefined ? {} : { reason }) }));
  }

  async #call<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      throw toApiError(error, this.url);
    }
  }
}

export const isWorkflowId = (id: string): boolean => id.startsWith("wf-");
