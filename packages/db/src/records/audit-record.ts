import type { JsonObject } from "@gantry/contracts";
import type { AuditEntry, NewAuditEntry } from "../audit-log.ts";
import { columnList, type RowShape } from "../dialect.ts";
import type { AuditEntry as AuditEntryRow } from "../generated/sqlite/client.ts";
import { plainText } from "./plain-text.ts";
import { fromMs, fromNullableJson, toMs, toNullableJson } from "./stored-json.ts";

export const AUDIT_SHAPE = {
  atMs: "bigint",
  actor: "text",
  action: "text",
  subject: "text",
  remoteAddress: "text",
  details: "text",
} as const satisfies RowShape;

export const AUDIT_COLUMNS = columnList(Object.keys(AUDIT_SHAPE));

const nullable = (text: string | null): string | null => (text === null ? null : plainText(text));

/** The row as the bulk statements and Prisma take it. */
export const auditRow = (entry: NewAuditEntry) => ({
  atMs: toMs(entry.atMs),
  actor: nullable(entry.actor),
  action: plainText(entry.action),
  subject: nullable(entry.subject),
  remoteAddress: nullable(entry.remoteAddress),
  details: toNullableJson(entry.details),
});

export const toAuditEntry = (row: AuditEntryRow): AuditEntry => ({
  entryId: row.id,
  atMs: fromMs(row.atMs),
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  remoteAddress: row.remoteAddress,
  details: fromNullableJson(row.details) as JsonObject | null,
});
