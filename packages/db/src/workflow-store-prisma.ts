import { AppError, type HistoryEventKind, isTerminal, WorkflowStatus } from "@gantry/contracts";
import type { NewWorkflow, ProjectionBatch, WorkflowRecord, WorkflowStore } from "@gantry/engine";
import { CreateQueue } from "./create-queue.ts";
import { createStatements, type SubmittedRecord } from "./create-statements.ts";
import type { Database } from "./database.ts";
import { isConstraintViolation, toStoreError, withStoreErrors } from "./database-error.ts";
import { deleteStatements } from "./delete-statements.ts";
import type { Workflow } from "./generated/sqlite/client.ts";
import { claimAbandonedLeases, type OwnerJudgement } from "./leases/abandoned-leases.ts";
import { projectionStatements } from "./projection-statements.ts";
import { plainText } from "./records/plain-text.ts";
import { fromJson, fromMs, fromNullableMs } from "./records/stored-json.ts";

/** Of which every ended Job has exactly one. */
const ENDINGS: HistoryEventKind[] = ["job_completed", "job_failed", "job_cancelled"];

/** Workflows read at once; SQLite takes no more than 32,766 parameters. */
const LOAD_CHUNK = 500;

/** The engine's WorkflowStore on either database. */
export class PrismaWorkflowStore implements WorkflowStore {
  readonly #database: Database;
  readonly #judgement: OwnerJudgement;
  readonly #creates: CreateQueue;
  readonly #project: ReturnType<typeof projectionStatements>;
  readonly #delete: ReturnType<typeof deleteStatements>;

  constructor(database: Database, judgement: OwnerJudgement) {
    this.#database = database;
    this.#judgement = judgement;
    const create = createStatements(database.dialect);
    this.#creates = new CreateQueue((workflows) => database.commit(create(workflows)));
    this.#project = projectionStatements(database.dialect);
    this.#delete = deleteStatements(database.dialect);
  }

  async create(workflow: NewWorkflow): Promise<{ workflowId: string; created: boolean }> {
    const { workflowId } = workflow.record;
    try {
      await this.#creates.add(workflow);
      return { workflowId, created: true };
    } catch (error) {
      if (!isConstraintViolation(error)) throw toStoreError(error);
      const first = await this.#submittedUnder(workflow.idempotencyKey);
      if (first !== null) return { workflowId: first, created: false };
      throw new AppError("conflict", `Workflow ${workflowId} or one of its Jobs exists already.`, { cause: error });
    }
  }

  async load(workflowId: string): Promise<WorkflowRecord | null> {
    return (await this.#loadAll([workflowId]))[0] ?? null;
  }

  claimAbandoned(ownerId: string): Promise<WorkflowRecord[]> {
    return withStoreErrors(async () =>
      this.#loadAll(await claimAbandonedLeases(this.#database, ownerId, this.#judgement)),
    );
  }

  project(batch: ProjectionBatch): Promise<void> {
    return withStoreErrors(() => this.#database.commit(this.#project(batch)));
  }

  workflowIdOf(jobId: string): Promise<string | null> {
    return withStoreErrors(async () => {
      const job = await this.#database.prisma.job.findUnique({ where: { id: jobId }, select: { workflowId: true } });
      return job?.workflowId ?? null;
    });
  }

  /** @throws AppError `not_found`; `conflict` while a Job of it has not ended. */
  delete(workflowId: string): Promise<void> {
    return withStoreErrors(async () => {
      const workflow = await this.#database.prisma.workflow.findUnique({ where: { id: workflowId } });
      if (workflow === null) throw new AppError("not_found", `There is no Workflow ${workflowId}.`);
      if (!(await this.#hasEnded(workflow))) {
        throw new AppError("conflict", `Workflow ${workflowId} has not ended. Cancel it first.`);
      }
      await this.#database.commit(this.#delete(workflowId, tombstoneOf(workflow)));
    });
  }

  /** The projection may be 250 ms behind, so history has the last word. */
  async #hasEnded({ id, status, jobCount }: Workflow): Promise<boolean> {
    if (isTerminal(WorkflowStatus.parse(status))) return true;
    const { prisma } = this.#database;
    const jobs = await prisma.job.findMany({ where: { workflowId: id }, select: { id: true } });
    const jobIds = jobs.map((job) => job.id);
    const ended = await prisma.historyEvent.count({ where: { jobId: { in: jobIds }, kind: { in: ENDINGS } } });
    return ended === jobCount;
  }

  async #submittedUnder(idempotencyKey: string | null): Promise<string | null> {
    if (idempotencyKey === null) return null;
    const submission = await withStoreErrors(() =>
      this.#database.prisma.submission.findUnique({
        where: { idempotencyKey: plainText(idempotencyKey) },
        select: { workflowId: true },
      }),
    );
    return submission?.workflowId ?? null;
  }

  /** In the order of `workflowIds`, without those that are not there. */
  #loadAll(workflowIds: readonly string[]): Promise<WorkflowRecord[]> {
    return withStoreErrors(async () => {
      const records = new Map<string, WorkflowRecord>();
      for (let from = 0; from < workflowIds.length; from += LOAD_CHUNK) {
        const where = { workflowId: { in: workflowIds.slice(from, from + LOAD_CHUNK) } };
        const leases = await this.#database.prisma.lease.findMany({ where });
        const tokens = new Map(leases.map(({ workflowId, token }) => [workflowId, token]));
        for (const { workflowId, record } of await this.#database.prisma.submission.findMany({ where })) {
          const leaseToken = tokens.get(workflowId);
          if (leaseToken !== undefined)
            records.set(workflowId, { ...(fromJson(record) as SubmittedRecord), leaseToken });
        }
      }
      return workflowIds.flatMap((workflowId) => records.get(workflowId) ?? []);
    });
  }
}

const tombstoneOf = (workflow: Workflow) => ({
  atMs: Date.now(),
  actor: null,
  action: "workflow_deleted",
  subject: workflow.id,
  remoteAddress: null,
  details: {
    name: workflow.name,
    jobCount: workflow.jobCount,
    createdAtMs: fromMs(workflow.createdAtMs),
    finishedAtMs: fromNullableMs(workflow.finishedAtMs),
  },
});
