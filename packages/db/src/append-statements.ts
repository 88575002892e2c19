import type { WorkflowAppend } from "@gantry/engine";
import type { Statement } from "./database.ts";
import { columnList, type Dialect, type Row, type RowShape } from "./dialect.ts";
import { LOG_SHAPE, logRow } from "./records/log-record.ts";

/**
 * The hot path: a group commit as SQL.
 *
 * A1. An event or line whose (jobId, seq) or (jobId, logSeq) exists fails the whole commit: the primary key is the
 *     compare-and-set.
 * A2. One whose Workflow is not leased under the given token fails it too: the LEFT JOIN finds no lease, and the token
 *     column takes no NULL. There is no moment between check and insert.
 * A3. On PostgreSQL the lease is locked against a change of owner until the commit (`FOR SHARE`): who takes a Workflow
 *     over sees all that its former owner ever appended.
 */
const LEASE_SHAPE = { append: "integer", workflowId: "text", leaseToken: "integer" } as const satisfies RowShape;
/** `append`: which of the commit's appends, and so which lease, a row belongs to. */
const EVENT_SHAPE = {
  append: "integer",
  jobId: "text",
  seq: "integer",
  kind: "text",
  event: "text",
} as const satisfies RowShape;
const LINE_SHAPE = { append: "integer", ...LOG_SHAPE } as const satisfies RowShape;
const VALUE_SHAPE = { append: "integer", ref: "text", json: "text" } as const satisfies RowShape;

/** Makes the statements of a group commit: one for events alone, one more each for lines and values. */
export type AppendStatements = (appends: readonly WorkflowAppend[]) => Statement[];

export function appendStatements(dialect: Dialect): AppendStatements {
  // keeps A2, A3
  const held = `WITH held AS (
    SELECT a."append", l."workflowId", l."token" FROM "Lease" AS l
    JOIN ${dialect.rows(1, LEASE_SHAPE, "a")} ON a."workflowId" = l."workflowId" AND a."leaseToken" = l."token"
    ${dialect.shareLock("l")}
  )`;
  const logColumns = Object.keys(LOG_SHAPE);
  const insertEvents = `${held}
    INSERT INTO "HistoryEvent" ("jobId", "seq", "kind", "event", "leaseToken")
    SELECT r."jobId", r."seq", r."kind", r."event", held."token"
    FROM ${dialect.rows(2, EVENT_SHAPE, "r")} LEFT JOIN held ON held."append" = r."append"`;
  const insertLines = `${held}
    INSERT INTO "LogLine" (${columnList(logColumns)}, "leaseToken")
    SELECT ${logColumns.map((column) => `r."${column}"`).join(", ")}, held."token"
    FROM ${dialect.rows(2, LINE_SHAPE, "r")} LEFT JOIN held ON held."append" = r."append"`;
  // Content under its own hash: the same again is no conflict, and without a lease there is nothing to keep it for.
  const insertValues = `${held}
    INSERT INTO "WorkflowValue" ("workflowId", "ref", "json")
    SELECT held."workflowId", r."ref", r."json"
    FROM ${dialect.rows(2, VALUE_SHAPE, "r")} JOIN held ON held."append" = r."append"
    WHERE true ON CONFLICT ("workflowId", "ref") DO NOTHING`;

  return (appends) => {
    const leases = dialect.rowsText(
      LEASE_SHAPE,
      appends.map(({ workflowId, leaseToken }, append) => ({ append, workflowId, leaseToken })),
    );
    const statements: Statement[] = [];
    const add = <Shape extends RowShape>(sql: string, shape: Shape, rows: readonly Row<Shape>[]): void => {
      if (rows.length > 0) statements.push({ sql, parameters: [leases, dialect.rowsText(shape, rows)] });
    };
    add(insertEvents, EVENT_SHAPE, appends.flatMap(eventRows));
    add(insertLines, LINE_SHAPE, appends.flatMap(lineRows));
    add(insertValues, VALUE_SHAPE, appends.flatMap(valueRows));
    return statements;
  };
}

/** The event is text within the row, not an object: reading it out of an object again would cost both databases more than the escapes. */
const eventRows = ({ events }: WorkflowAppend, append: number): Row<typeof EVENT_SHAPE>[] =>
  events.map((event) => ({
    append,
    jobId: event.jobId,
    seq: event.seq,
    kind: event.kind,
    event: JSON.stringify(event),
  }));

const lineRows = ({ logs }: WorkflowAppend, append: number): Row<typeof LINE_SHAPE>[] =>
  logs.map((line) => ({ append, ...logRow(line) }));

const valueRows = ({ values }: WorkflowAppend, append: number): Row<typeof VALUE_SHAPE>[] =>
  values.map(({ ref, json }) => ({ append, ref, json }));
