import type { NewWorkflow, WorkflowAppend, WorkflowRecord } from "@gantry/engine";
import { type AppendStatements, appendStatements } from "./append-statements.ts";
import type { Statement } from "./database.ts";
import { columnList, type Dialect, type Row, type RowShape } from "./dialect.ts";
import { JOB_SHAPE, jobRow } from "./records/job-record.ts";
import { plainText } from "./records/plain-text.ts";
import { WORKFLOW_SHAPE, workflowRow } from "./records/workflow-record.ts";

const SUBMISSION_SHAPE = {
  workflowId: "text",
  idempotencyKey: "text",
  record: "text",
  sealedSecret: "text",
} as const satisfies RowShape;
const LEASE_SHAPE = { workflowId: "text", ownerId: "text", token: "integer" } as const satisfies RowShape;

/** What of a record never changes; the lease token has its own table. */
export type SubmittedRecord = Omit<WorkflowRecord, "leaseToken">;

/** Makes the statements of one transaction that stores Workflows with their Jobs and their first events. */
export function createStatements(dialect: Dialect): (workflows: readonly NewWorkflow[]) => Statement[] {
  const insertInto = <Shape extends RowShape>(table: string, shape: Shape) => {
    const columns = columnList(Object.keys(shape));
    const sql = `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM ${dialect.rows(1, shape, "r")}`;
    return (rows: readonly Row<Shape>[]): Statement => ({ sql, parameters: [dialect.rowsText(shape, rows)] });
  };
  const insertSubmission = insertInto("Submission", SUBMISSION_SHAPE);
  const insertLease = insertInto("Lease", LEASE_SHAPE);
  const insertWorkflow = insertInto("Workflow", WORKFLOW_SHAPE);
  const insertJobs = insertInto("Job", JOB_SHAPE);
  const append: AppendStatements = appendStatements(dialect);

  return (workflows) => [
    // First, because a key that was used before is found here.
    insertSubmission(workflows.map(submissionRow)),
    insertLease(workflows.map(leaseRow)),
    insertWorkflow(workflows.map(({ summary }) => workflowRow(summary))),
    insertJobs(workflows.flatMap(({ jobs }) => jobs.map(jobRow))),
    ...append(workflows.map(firstAppend)),
  ];
}

const leaseRow = ({ record, ownerId }: NewWorkflow): Row<typeof LEASE_SHAPE> => ({
  workflowId: record.workflowId,
  ownerId,
  token: record.leaseToken,
});

const firstAppend = ({ record, events, values }: NewWorkflow): WorkflowAppend => ({
  workflowId: record.workflowId,
  leaseToken: record.leaseToken,
  events,
  logs: [],
  values,
});

function submissionRow({ record, idempotencyKey, sealedSecret }: NewWorkflow): Row<typeof SUBMISSION_SHAPE> {
  const { leaseToken: _ofTheLease, ...submitted } = record;
  return {
    workflowId: record.workflowId,
    idempotencyKey: idempotencyKey === null ? null : plainText(idempotencyKey),
    record: JSON.stringify(submitted satisfies SubmittedRecord),
    sealedSecret,
  };
}
