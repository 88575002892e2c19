import { isTerminal, type HistoryEvent, type JsonObject, type WorkflowDetail } from "@gantry/contracts";
import { until } from "./until.ts";

const HISTORY_PAGE = 1000;

/** What `POST /workflows` takes; the documents as parsed JSON. */
export interface Submission {
  readonly blueprint?: unknown;
  readonly dockerinfo?: unknown;
  readonly flow?: string;
  readonly jobs?: number;
  readonly max_workers?: number;
  readonly parameters?: JsonObject;
  readonly idempotency_key?: string;
}

/** A server's answer that is not a success. */
export class RefusedError extends Error {
  readonly status: number;
  constructor(call: string, status: number, body: string) {
    super(`${call} answered ${status}: ${body}`);
    this.name = "RefusedError";
    this.status = status;
  }
}

/** Talks to a server as programs do: submissions over REST, reading over the dashboard's own API. */
export class ApiClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** @returns the Workflow's id; the server has stored it durably. @throws RefusedError, or TypeError when nobody answers. */
  async submit(submission: Submission): Promise<string> {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(submission);
    const answer = await fetch(`${this.#url}/workflows`, { method: "POST", headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new RefusedError("POST /workflows", answer.status, text);
    const { workflow_id: workflowId } = JSON.parse(text) as { workflow_id: string };
    return workflowId;
  }

  async workflow(workflowId: string): Promise<WorkflowDetail> {
    return this.#query<WorkflowDetail>("workflows.get", { workflowId });
  }

  /** The whole history of a Job, from seq 1. */
  async history(jobId: string): Promise<HistoryEvent[]> {
    const history: HistoryEvent[] = [];
    for (;;) {
      const input = { jobId, afterSeq: history.length, limit: HISTORY_PAGE };
      const { events } = await this.#query<{ events: HistoryEvent[] }>("jobs.history", input);
      history.push(...events);
      if (events.length < HISTORY_PAGE) return history;
    }
  }

  /** The histories of all Jobs of a Workflow, by job id. */
  async histories(workflow: WorkflowDetail): Promise<Map<string, HistoryEvent[]>> {
    const entries = workflow.jobs.map(async ({ jobId }) => [jobId, await this.history(jobId)] as const);
    return new Map(await Promise.all(entries));
  }

  /** Waits for a Workflow's end, through restarts of the server too. */
  async ended(workflowId: string): Promise<WorkflowDetail> {
    return until(async () => {
      const workflow = await this.workflow(workflowId).catch(ignoreUnreachable);
      return workflow !== null && isTerminal(workflow.status) ? workflow : null;
    });
  }

  async #query<T>(procedure: string, input: JsonObject): Promise<T> {
    const answer = await fetch(`${this.#url}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`);
    const text = await answer.text();
    if (!answer.ok) throw new RefusedError(procedure, answer.status, text);
    return (JSON.parse(text) as { result: { data: T } }).result.data;
  }
}

/** For a caller that tries again: nobody answers while a server restarts. @throws everything that is an answer. */
export function ignoreUnreachable(error: unknown): null {
  if (error instanceof RefusedError) throw error;
  return null;
}
