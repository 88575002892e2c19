import {
  JOB_STATUSES,
  isTerminal,
  type JobStatus,
  type JobSummary,
  type JsonObject,
  type TaskState,
} from "@gantry/contracts";
import type { Database } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";
import { Prisma } from "./generated/sqlite/client.ts";
import { toJobSummary } from "./records/job-record.ts";
import { toTaskProjection } from "./records/task-record.ts";
import { fromJson } from "./records/stored-json.ts";
import type { SubmittedRecord } from "./create-statements.ts";

/** The rows of a managed operation: its Job, its one Task, and how it was started. */
export interface OperationRow {
  readonly name: string;
  readonly retryOf: string | null;
  /** The configuration of its Routine. */
  readonly facts: JsonObject;
  readonly job: JobSummary;
  /** null until the Task was first projected. */
  readonly task: TaskState | null;
}

export interface OperationFilter {
  readonly status?: JobStatus;
  /** `type`, or `service/type`. */
  readonly operationType?: string;
  /** Only such as have not ended. */
  readonly activeOnly?: boolean;
  /** Children of this Job; null: only such as have no parent. */
  readonly parentJobId?: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** Newest first; `total` counts every match, `activeCount` all operations that have not ended. */
export interface OperationRowPage {
  readonly operations: readonly OperationRow[];
  readonly total: number;
  readonly activeCount: number;
}

/** Workflows of origin `operation`, read as the operations they are; at most 250 ms behind history. */
export interface OperationQueries {
  find(operationId: string): Promise<OperationRow | null>;
  list(filter: OperationFilter): Promise<OperationRowPage>;
}

const ACTIVE = JOB_STATUSES.filter((status) => !isTerminal(status));

export function operationQueriesOf(database: Database): OperationQueries {
  const { prisma } = database;

  /** In the order of `jobIds`. */
  async function rowsOf(jobIds: readonly string[]): Promise<OperationRow[]> {
    const jobs = await prisma.job.findMany({ where: { id: { in: [...jobIds] } } });
    const where = { workflowId: { in: jobs.map((job) => job.workflowId) } };
    const [submissions, tasks] = await Promise.all([
      prisma.submission.findMany({ where, select: { workflowId: true, record: true } }),
      prisma.task.findMany({ where }),
    ]);
    const records = new Map(
      submissions.map(({ workflowId, record }) => [workflowId, fromJson(record) as SubmittedRecord]),
    );
    const taskOf = new Map(tasks.map((task) => [task.jobId, toTaskProjection(task).task]));
    const jobOf = new Map(jobs.map((job) => [job.id, toJobSummary(job)]));
    return jobIds.flatMap((jobId) => {
      const job = jobOf.get(jobId);
      const record = job && records.get(job.workflowId);
      if (job === undefined || record?.origin !== "operation") return [];
      const { name, retryOf, flow } = record;
      return [{ name, retryOf, facts: flow.routines[0]?.config ?? {}, job, task: taskOf.get(jobId) ?? null }];
    });
  }

  async function count(conditions: Prisma.Sql): Promise<number> {
    const rows = await prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`SELECT COUNT(*) AS "count" ${conditions}`);
    return Number(rows[0]?.count ?? 0);
  }

  return {
    find: (operationId) => withStoreErrors(async () => (await rowsOf([operationId]))[0] ?? null),
    list: (filter) =>
      withStoreErrors(async () => {
        const matching = matchingOf(filter);
        const [ids, total, activeCount] = await Promise.all([
          prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
            SELECT j."id" AS "id" ${matching}
            ORDER BY w."createdAtMs" DESC, w."id" DESC LIMIT ${filter.limit} OFFSET ${filter.offset}`),
          count(matching),
          count(matchingOf({ activeOnly: true })),
        ]);
        return { operations: await rowsOf(ids.map(({ id }) => id)), total, activeCount };
      }),
  };
}

function matchingOf({ status, operationType, activeOnly, parentJobId }: Partial<OperationFilter>): Prisma.Sql {
  const conditions = [Prisma.sql`w."origin" = 'operation'`];
  if (status !== undefined) conditions.push(Prisma.sql`w."status" = ${status}`);
  if (activeOnly === true) conditions.push(Prisma.sql`w."status" IN (${Prisma.join(ACTIVE)})`);
  if (parentJobId === null) conditions.push(Prisma.sql`j."parentJobId" IS NULL`);
  else if (parentJobId !== undefined) conditions.push(Prisma.sql`j."parentJobId" = ${parentJobId}`);
  if (operationType !== undefined) conditions.push(isOfType(operationType));
  return Prisma.sql`FROM "Workflow" AS w JOIN "Job" AS j ON j."workflowId" = w."id"
    WHERE ${Prisma.join(conditions, " AND ")}`;
}

/** A Flow of operations is called `operation:service/type`. By its end, since `LIKE` would take `_` for a wildcard. */
function isOfType(operationType: string): Prisma.Sql {
  const end = `/${operationType}`;
  const from = Prisma.sql`length(w."flowId") - ${end.length - 1}`;
  return Prisma.sql`(w."flowId" = ${`operation:${operationType}`} OR substr(w."flowId", ${from}) = ${end})`;
}
