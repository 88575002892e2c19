import type { Database } from "../database.ts";
import { withStoreErrors } from "../database-error.ts";
import { Prisma } from "../generated/sqlite/client.ts";

const PAGE_ROWS = 500;

/** What is there at all, asked of the tables themselves rather than of what lists show. */
export interface Census {
  /** Every Workflow that was acknowledged and not deleted, by id. */
  workflowIds(): AsyncIterable<string>;
  /** Refs of the values that are kept for a Workflow. */
  valueRefs(workflowId: string): Promise<ReadonlySet<string>>;
  /** One sentence for each kind of row that belongs to nothing; [] when there is none. */
  orphans(): Promise<string[]>;
}

/** What to count, and the rows that ought to be none. There are no foreign keys that would see to it. */
const ORPHANS: readonly { readonly what: string; readonly rows: Prisma.Sql }[] = [
  { what: "history events of no job", rows: unowned("HistoryEvent", "jobId", "Job", "id") },
  { what: "log lines of no job", rows: unowned("LogLine", "jobId", "Job", "id") },
  { what: "snapshots of no job", rows: unowned("Snapshot", "jobId", "Job", "id") },
  { what: "tasks of no job", rows: unowned("Task", "jobId", "Job", "id") },
  { what: "jobs of no workflow", rows: unowned("Job", "workflowId", "Submission", "workflowId") },
  { what: "listed workflows that nobody submitted", rows: unowned("Workflow", "id", "Submission", "workflowId") },
  { what: "values of no workflow", rows: unowned("WorkflowValue", "workflowId", "Submission", "workflowId") },
  { what: "leases of no workflow", rows: unowned("Lease", "workflowId", "Submission", "workflowId") },
  { what: "workflows without a lease", rows: unowned("Submission", "workflowId", "Lease", "workflowId") },
  {
    what: "deleted workflows of which something is left",
    rows: Prisma.sql`FROM "AuditEntry" child WHERE child."action" = 'workflow_deleted'
      AND EXISTS (SELECT 1 FROM "Submission" parent WHERE parent."workflowId" = child."subject")`,
  },
];

/** Names are of our own schema. */
function unowned(child: string, key: string, parent: string, parentKey: string): Prisma.Sql {
  return Prisma.raw(
    `FROM "${child}" child WHERE NOT EXISTS (SELECT 1 FROM "${parent}" parent WHERE parent."${parentKey}" = child."${key}")`,
  );
}

export function censusOf({ prisma }: Database): Census {
  return {
    async *workflowIds() {
      for (let after = ""; ;) {
        const rows = await withStoreErrors(() =>
          prisma.submission.findMany({
            where: { workflowId: { gt: after } },
            orderBy: { workflowId: "asc" },
            take: PAGE_ROWS,
            select: { workflowId: true },
          }),
        );
        for (const { workflowId } of rows) yield workflowId;
        const last = rows.at(-1);
        if (last === undefined) return;
        after = last.workflowId;
      }
    },
    valueRefs: (workflowId) =>
      withStoreErrors(async () => {
        const rows = await prisma.workflowValue.findMany({ where: { workflowId }, select: { ref: true } });
        return new Set(rows.map(({ ref }) => ref));
      }),
    orphans: () =>
      withStoreErrors(async () => {
        const sentences: string[] = [];
        for (const { what, rows } of ORPHANS) {
          const [counted] = await prisma.$queryRaw<{ count: bigint | number }[]>(
            Prisma.sql`SELECT COUNT(*) AS "count" ${rows}`,
          );
          const count = Number(counted?.count ?? 0);
          if (count > 0) sentences.push(`${count} ${what}`);
        }
        return sentences;
      }),
  };
}
