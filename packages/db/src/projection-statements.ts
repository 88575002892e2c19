import type { ProjectionBatch } from "@gantry/engine";
import type { Statement } from "./database.ts";
import { columnList, type Dialect, type Row, type RowShape } from "./dialect.ts";
import { JOB_SHAPE, jobRow } from "./records/job-record.ts";
import { TASK_SHAPE, taskRow } from "./records/task-record.ts";
import { WORKFLOW_SHAPE, workflowRow } from "./records/workflow-record.ts";

/**
 * One statement per table, rows as JSON.
 *
 * P1. An older fold never replaces a newer one: rows carry the position they were folded to.
 * P2. A projection makes no Workflow and no Job, and no Task without its Job: one that comes late, after a delete,
 *     brings nothing back.
 */
export function projectionStatements(dialect: Dialect): (batch: ProjectionBatch) => Statement[] {
  // keeps P2
  const update = (table: string, shape: RowShape, position: string): string => `UPDATE "${table}"
    SET ${settings(shape, "r")} FROM ${dialect.rows(1, shape, "r")}
    WHERE "${table}"."id" = r."id" AND r."${position}" >= "${table}"."${position}"`;
  const updateWorkflows = update("Workflow", WORKFLOW_SHAPE, "updatedAtMs");
  const updateJobs = update("Job", JOB_SHAPE, "projectedSeq");
  const columns = Object.keys(TASK_SHAPE);
  // keeps P1, P2
  const upsertTasks = `INSERT INTO "Task" (${columnList(columns)})
    SELECT ${columns.map((column) => `r."${column}"`).join(", ")}
    FROM ${dialect.rows(1, TASK_SHAPE, "r")} JOIN "Job" ON "Job"."id" = r."jobId"
    WHERE true ON CONFLICT ("id") DO UPDATE
    SET ${settings(TASK_SHAPE, "excluded")} WHERE excluded."projectedSeq" >= "Task"."projectedSeq"`;

  return (batch) => {
    const statements: Statement[] = [];
    const add = <Shape extends RowShape>(sql: string, shape: Shape, rows: readonly Row<Shape>[]): void => {
      if (rows.length > 0) statements.push({ sql, parameters: [dialect.rowsText(shape, rows)] });
    };
    add(updateWorkflows, WORKFLOW_SHAPE, newestOf(batch.workflows, keyOfWorkflow, updatedAt).map(workflowRow));
    add(updateJobs, JOB_SHAPE, newestOf(batch.jobs, keyOfJob, projectedSeq).map(jobRow));
    add(upsertTasks, TASK_SHAPE, newestOf(batch.tasks, keyOfTask, projectedSeq).map(taskRow));
    return statements;
  };
}

const settings = (shape: RowShape, source: string): string =>
  Object.keys(shape)
    .filter((column) => column !== "id")
    .map((column) => `"${column}" = ${source}."${column}"`)
    .join(", ");

const keyOfWorkflow = (row: { workflowId: string }): string => row.workflowId;
const keyOfJob = (row: { jobId: string }): string => row.jobId;
const keyOfTask = (row: { task: { taskId: string } }): string => row.task.taskId;
const updatedAt = (row: { updatedAtMs: number }): number => row.updatedAtMs;
const projectedSeq = (row: { projectedSeq: number }): number => row.projectedSeq;

/** PostgreSQL refuses to touch a row twice in one statement, and SQLite would take either: one row per key goes in. */
function newestOf<T>(rows: readonly T[], keyOf: (row: T) => string, positionOf: (row: T) => number): T[] {
  const newest = new Map<string, T>();
  for (const row of rows) {
    const before = newest.get(keyOf(row));
    if (before === undefined || positionOf(row) >= positionOf(before)) newest.set(keyOf(row), row);
  }
  return [...newest.values()];
}
