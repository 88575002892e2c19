import { insertAudit, type NewAuditEntry } from "./audit-log.ts";
import type { Statement } from "./database.ts";
import type { Dialect } from "./dialect.ts";

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

  return (workflowId, tombstone) => [
    ...byId.map((sql) => ({ sql, parameters: [workflowId] })),
    insertAudit(dialect, [tombstone]),
  ];
}
