import type { JsonObject } from "@gantry/contracts";
import type { Database, Statement } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";
import type { Dialect } from "./dialect.ts";
import { AUDIT_COLUMNS, AUDIT_SHAPE, auditRow, toAuditEntry } from "./records/audit-record.ts";

/** Who did what, to what, when and from where. Never a secret. */
export interface NewAuditEntry {
  readonly atMs: number;
  /** null: the system itself. */
  readonly actor: string | null;
  /** Such as `workflow_deleted`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string | null;
  readonly remoteAddress: string | null;
  readonly details: JsonObject | null;
}

export interface AuditEntry extends NewAuditEntry {
  /** Ascending in the order of writing. */
  readonly entryId: number;
}

export interface AuditLog {
  /** Writes them in this order, in one commit. */
  append(entries: readonly NewAuditEntry[]): Promise<void>;
  /** Newest first; `beforeEntryId` continues after the last entry of a page. */
  list(options: {
    readonly limit: number;
    readonly beforeEntryId?: number;
    readonly subject?: string;
  }): Promise<AuditEntry[]>;
}

/** The statement that writes entries. */
export const insertAudit = (dialect: Dialect, entries: readonly NewAuditEntry[]): Statement => ({
  sql: `INSERT INTO "AuditEntry" (${AUDIT_COLUMNS}) SELECT ${AUDIT_COLUMNS} FROM ${dialect.rows(1, AUDIT_SHAPE, "r")}`,
  parameters: [dialect.rowsText(AUDIT_SHAPE, entries.map(auditRow))],
});

export const auditLogOf = (database: Database): AuditLog => ({
  append: (entries) => withStoreErrors(() => database.commit([insertAudit(database.dialect, entries)])),
  list: ({ limit, beforeEntryId, subject }) =>
    withStoreErrors(async () => {
      const rows = await database.prisma.auditEntry.findMany({
        where: {
          ...(beforeEntryId === undefined ? {} : { id: { lt: beforeEntryId } }),
          ...(subject === undefined ? {} : { subject }),
        },
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map(toAuditEntry);
    }),
});
