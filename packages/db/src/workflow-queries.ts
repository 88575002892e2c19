import type {
  JobCounts,
  JobSummary,
  LogLine,
  WorkflowOrigin,
  WorkflowPage,
  WorkflowStatus,
  WorkflowSummary,
} from "@gantry/contracts";
import { JobStatus } from "@gantry/contracts";
import type { TaskProjection, WorkflowRecord, WorkflowStore } from "@gantry/engine";
import type { Database } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";
import { type LogSearch, searchLogs } from "./log-search.ts";
import { toJobSummary } from "./records/job-record.ts";
import { toTaskProjection } from "./records/task-record.ts";
import { toWorkflowSummary } from "./records/workflow-record.ts";
import { listWorkflows } from "./workflow-list.ts";

export interface WorkflowListOptions {
  readonly status?: WorkflowStatus;
  /** Default: whatever they were made from. */
  readonly origins?: readonly WorkflowOrigin[];
  /** Part of the name or id, whatever its case. */
  readonly search?: string;
  /** Rows of a page. */
  readonly limit: number;
  /** `nextCursor` of the page before; null: from the newest. */
  readonly cursor: string | null;
}

/** The read side: projections, at most 250 ms behind history. */
export interface WorkflowQueries {
  /** Newest first. Every page costs the same, however many Workflows there are. @throws AppError `invalid_input` for a cursor that is none. */
  list(options: WorkflowListOptions): Promise<WorkflowPage>;
  /** @returns null for an unknown Workflow, as `detail` and `job` do. */
  summary(workflowId: string): Promise<WorkflowSummary | null>;
  detail(workflowId: string): Promise<{
    readonly record: WorkflowRecord;
    readonly summary: WorkflowSummary;
    readonly jobs: readonly JobSummary[];
  } | null>;
  job(jobId: string): Promise<JobSummary | null>;
  /** By job index. */
  jobs(workflowId: string): Promise<JobSummary[]>;
  /** By Job and ordinal. */
  tasks(workflowId: string): Promise<TaskProjection[]>;
  /** Workflows by status; managed operations are not counted, here and below. */
  counts(): Promise<JobCounts>;
  /** How many Workflows failed at or after `sinceMs`, epoch milliseconds. */
  failedSince(sinceMs: number): Promise<number>;
  searchLogs(jobId: string, search: LogSearch): Promise<LogLine[]>;
}

export function workflowQueriesOf(database: Database, workflows: WorkflowStore): WorkflowQueries {
  const { prisma } = database;
  const summary = (workflowId: string): Promise<WorkflowSummary | null> =>
    withStoreErrors(async () => {
      const row = await prisma.workflow.findUnique({ where: { id: workflowId } });
      return row === null ? null : toWorkflowSummary(row);
    });
  const jobs = (workflowId: string): Promise<JobSummary[]> =>
    withStoreErrors(async () => {
      const rows = await prisma.job.findMany({ where: { workflowId }, orderBy: { jobIndex: "asc" } });
      return rows.map(toJobSummary);
    });

  const countByStatus = async (where: { readonly origin?: WorkflowOrigin }): Promise<Map<string, number>> => {
    const groups = await prisma.workflow.groupBy({ by: ["status"], where, _count: { _all: true } });
    return new Map(groups.map(({ status, _count }) => [status, _count._all]));
  };

  return {
    list: (options) => withStoreErrors(() => listWorkflows(database, options)),
    summary,
    async detail(workflowId) {
      const [record, current] = await Promise.all([workflows.load(workflowId), summary(workflowId)]);
      return record === null || current === null ? null : { record, summary: current, jobs: await jobs(workflowId) };
    },
    job: (jobId) =>
      withStoreErrors(async () => {
        const row = await prisma.job.findUnique({ where: { id: jobId } });
        return row === null ? null : toJobSummary(row);
      }),
    jobs,
    tasks: (workflowId) =>
      withStoreErrors(async () => {
        const rows = await prisma.task.findMany({
          where: { workflowId },
          orderBy: [{ jobId: "asc" }, { ordinal: "asc" }],
        });
        return rows.map(toTaskProjection);
      }),
    counts: () =>
      withStoreErrors(async () => {
        // All by an index that has all it needs, less the operations: to look at each row's origin costs ten times that.
        const [all, operations] = await Promise.all([countByStatus({}), countByStatus({ origin: "operation" })]);
        const counts = JobStatus.options.map((status) => [
          status,
          (all.get(status) ?? 0) - (operations.get(status) ?? 0),
        ]);
        return Object.fromEntries(counts) as JobCounts;
      }),
    failedSince: (sinceMs) =>
      withStoreErrors(() =>
        prisma.workflow.count({
          where: { status: "failed", finishedAtMs: { gte: Math.round(sinceMs) }, origin: { not: "operation" } },
        }),
      ),
    searchLogs: (jobId, search) => withStoreErrors(() => searchLogs(database, jobId, search)),
  };
}
