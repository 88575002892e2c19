import type { LogLine } from "@gantry/contracts";
import type { RowShape } from "../dialect.ts";
import type { LogLine as LogLineRow } from "../generated/sqlite/client.ts";
import { plainText } from "./plain-text.ts";
import { fromMs, fromNullableJson, toMs, toNullableJson } from "./stored-json.ts";

/** Columns of "LogLine" that the caller gives; the lease token comes from the lease itself. */
export const LOG_SHAPE = {
  jobId: "text",
  logSeq: "integer",
  atSeq: "integer",
  atMs: "bigint",
  level: "text",
  message: "text",
  fields: "text",
  routine: "text",
  taskId: "text",
  attempt: "integer",
} as const satisfies RowShape;

const nullablePlainText = (text: string | null): string | null => (text === null ? null : plainText(text));

export const logRow = (line: LogLine): Record<keyof typeof LOG_SHAPE, unknown> => ({
  jobId: line.jobId,
  logSeq: line.logSeq,
  atSeq: line.atSeq,
  atMs: toMs(line.atMs),
  level: line.level,
  message: plainText(line.message),
  fields: toNullableJson(line.fields),
  routine: nullablePlainText(line.routine),
  taskId: line.taskId,
  attempt: line.attempt,
});

export const toLogLine = (row: LogLineRow): LogLine => ({
  jobId: row.jobId,
  logSeq: row.logSeq,
  atSeq: row.atSeq,
  atMs: fromMs(row.atMs),
  level: row.level as LogLine["level"],
  message: row.message,
  fields: fromNullableJson(row.fields) as LogLine["fields"],
  routine: row.routine,
  taskId: row.taskId,
  attempt: row.attempt,
});
