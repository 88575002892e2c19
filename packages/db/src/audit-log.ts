import type { JsonObject } from "@gantry/contracts";
import type { Database } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";
import { auditRow, toAuditEntry } from "./records/audit-record.ts";

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
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first; `beforeEntryId` continues after the last entry of a page. */
  list(options: {
    readonly limit: number;
    readonly beforeEntryId?: number;
    readonly subject?: string;
  }): Promise<AuditEntry[]>;
}

export const auditLogOf = ({ prisma }: Database): AuditLog => ({
  append: (entry) =>
    withStoreErrors(async () => {
      await prisma.auditEntry.create({ data: auditRow(entry) });
    }),
  list: ({ limit, beforeEntryId, subject }) =>
    withStoreErrors(async () => {
      const rows = await prisma.auditEntry.findMany({
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
