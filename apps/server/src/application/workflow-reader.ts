import {
  AppError,
  type FlowDefinition,
  type JobSummary,
  type WorkflowDetail,
  type WorkflowPage,
  type WorkflowSummary,
} from "@gantry/contracts";
import type { WorkflowQueries } from "@gantry/db";
import type { Engine, WorkflowRecord, WorkflowStore } from "@gantry/engine";
import type { WorkflowQuery } from "./actions.ts";

export interface WorkflowReaderOptions {
  readonly engine: Engine;
  readonly workflows: WorkflowStore;
  readonly queries: WorkflowQueries;
}

const SUBMITTED = ["blueprint", "flow"] as const;

/** Reads Workflows as they are now: from the engine while they are in memory, else from their rows. */
export class WorkflowReader {
  readonly #engine: Engine;
  readonly #workflows: WorkflowStore;
  readonly #queries: WorkflowQueries;

  constructor(options: WorkflowReaderOptions) {
    this.#engine = options.engine;
    this.#workflows = options.workflows;
    this.#queries = options.queries;
  }

  findRecord(workflowId: string): Promise<WorkflowRecord | null> {
    return this.#workflows.load(workflowId);
  }

  /** @throws AppError `not_found` */
  async record(workflowId: string): Promise<WorkflowRecord> {
    const record = await this.findRecord(workflowId);
    if (record === null) throw new AppError("not_found", "Workflow not found");
    return record;
  }

  async findSummary(workflowId: string): Promise<WorkflowSummary | null> {
    return this.#engine.readSummary(workflowId) ?? (await this.#queries.summary(workflowId));
  }

  /** @throws AppError `not_found` */
  async summary(workflowId: string): Promise<WorkflowSummary> {
    const summary = await this.findSummary(workflowId);
    if (summary === null) throw new AppError("not_found", "Workflow not found");
    return summary;
  }

  /** By job index. */
  async jobs(workflowId: string): Promise<readonly JobSummary[]> {
    return this.#engine.readJobSummaries(workflowId) ?? (await this.#queries.jobs(workflowId));
  }

  /** @throws AppError `not_found` */
  async jobWithWorkflow(jobId: string): Promise<{ readonly job: JobSummary; readonly workflow: WorkflowSummary }> {
    const workflowId = await this.#workflows.workflowIdOf(jobId);
    const row = workflowId === null ? null : await this.#job(workflowId, jobId);
    if (workflowId === null || row === null) throw new AppError("not_found", "Job not found");
    return { job: row, workflow: await this.summary(workflowId) };
  }

  /** The rows' page, each row replaced by the present where it is in memory. */
  async list(query: WorkflowQuery): Promise<WorkflowPage> {
    const { status, search, limit, cursor, origin } = query;
    const page = await this.#queries.list({
      limit,
      cursor: cursor ?? null,
      origins: origin === undefined ? SUBMITTED : [origin],
      ...(status === undefined ? {} : { status }),
      ...(search === undefined ? {} : { search }),
    });
    return { ...page, workflows: page.workflows.map((row) => this.#engine.readSummary(row.workflowId) ?? row) };
  }

  /** @throws AppError `not_found` */
  async detail(workflowId: string): Promise<WorkflowDetail> {
    const record = await this.record(workflowId);
    const [summary, jobs] = await Promise.all([this.summary(workflowId), this.jobs(workflowId)]);
    const { flow, submission } = record;
    return { ...summary, flow, jobs: [...jobs], services: servicesOf(flow), submission };
  }

  async #job(workflowId: string, jobId: string): Promise<JobSummary | null> {
    const inMemory = this.#engine.readJobSummaries(workflowId)?.find((job) => job.jobId === jobId);
    return inMemory ?? (await this.#queries.job(jobId));
  }
}

/** Where each container of a Flow that a Blueprint became answers, as `host:port`, in blueprint order. */
export function servicesOf(flow: FlowDefinition): { containerName: string; address: string }[] {
  const addresses = new Map<string, string>();
  for (const { config } of flow.routines) {
    const { containerName, baseUrl } = config;
    if (typeof containerName !== "string" || typeof baseUrl !== "string") continue;
    addresses.set(containerName, baseUrl.replace(/^http:\/\//, ""));
  }
  return [...addresses].map(([containerName, address]) => ({ containerName, address }));
}
