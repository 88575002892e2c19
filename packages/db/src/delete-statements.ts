import type { Statement } from "./database.ts";
import type { Dialect } from "./dialect.ts";
import { AUDIT_COLUMNS, AUDIT_SHAPE, auditRow } from "./records/audit-record.ts";
import type { NewAuditEntry } from "./audit-log.ts";

const BY_JOB = ["HistoryEvent", "LogLine", "Snapshot"];
const BY_WORKFLOW = ["WorkflowValue", "Submission", "Task", "Job"];

/** Makes the statements of one transaction that leaves of a Workflow nothing but its tombstone. */
export function deleteStatements(dialect: Dialect): (workflowId: string, tombstone: NewAuditEntry) => Statement[] {
  const id = dialect.parameter(1);
  const byId = [
    // First: an append in flight holds the lease, and one that comes later finds none.
    `DELETE FROM "Lease" WHERE "workflowId" = ${id}`,
    ...BY_JOB.map(
      (table) => `DELETE FROM "${table}" WHERE "jobId" IN (SELECT "id" FROM "Job" WHERE "workflowId" = ${id})`,
    ),
    ...BY_WORKFLOW.map((table) => `DELETE FROM "${table}" WHERE "workflowId" = ${id}`),
    `DELETE FROM "Workflow" WHERE "id" = ${id}`,
  ];
  const bury = `INSERT INTO "AuditEntry" (${AUDIT_COLUMNS}) SELECT ${AUDIT_COLUMNS} FROM ${dialect.rows(1, AUDIT_SHAPE, "r")}`;

  return (workflowId, tombstone) => [
    ...byId.map((sql) => ({ sql, parameters: [workflowId] })),
    { sql: bury, parameters: [dialect.rowsText(AUDIT_SHAPE, [auditRow(tombstone)])] },
  ];
}
