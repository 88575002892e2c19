import type { NewWorkflow, WorkflowRecord } from "@gantry/engine";
import { type AppendStatements, appendStatements } from "./append-statements.ts";
import type { Statement } from "./database.ts";
import { columnList, type Dialect, type RowShape } from "./dialect.ts";
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

/** Makes the statements of one transaction that stores a Workflow with its Jobs and their first events. */
export function createStatements(dialect: Dialect): (workflow: NewWorkflow) => Statement[] {
  const insertInto = (table: string, shape: RowShape): string => {
    const columns = columnList(Object.keys(shape));
    return `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM ${dialect.rows(1, shape, "r")}`;
  };
  const submission = insertInto("Submission", SUBMISSION_SHAPE);
  const lease = insertInto("Lease", LEASE_SHAPE);
  const workflow = insertInto("Workflow", WORKFLOW_SHAPE);
  const job = insertInto("Job", JOB_SHAPE);
  const append: AppendStatements = appendStatements(dialect);

  return (created) => {
    const { workflowId, leaseToken } = created.record;
    return [
      // First, because a key that was used before is found here.
      { sql: submission, parameters: [JSON.stringify([submissionRow(created)])] },
      { sql: lease, parameters: [JSON.stringify([{ workflowId, ownerId: created.ownerId, token: leaseToken }])] },
      { sql: workflow, parameters: [JSON.stringify([workflowRow(created.summary)])] },
      { sql: job, parameters: [JSON.stringify(created.jobs.map(jobRow))] },
      ...append([{ workflowId, leaseToken, events: created.events, logs: [], values: created.values }]),
    ];
  };
}

function submissionRow({ record, idempotencyKey, sealedSecret }: NewWorkflow): object {
  const { leaseToken: _ofTheLease, ...submitted } = record;
  return {
    workflowId: record.workflowId,
    idempotencyKey: idempotencyKey === null ? null : plainText(idempotencyKey),
    record: JSON.stringify(submitted satisfies SubmittedRecord),
    sealedSecret,
  };
}
