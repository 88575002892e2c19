import { AppError, type WorkflowPage } from "@gantry/contracts";
import type { Database } from "./database.ts";
import { columnList } from "./dialect.ts";
import { Prisma, type Workflow } from "./generated/sqlite/client.ts";
import { searchTextOf, toWorkflowSummary, WORKFLOW_SHAPE } from "./records/workflow-record.ts";
import type { WorkflowListOptions } from "./workflow-queries.ts";

const COLUMNS = Prisma.raw(columnList(Object.keys(WORKFLOW_SHAPE)));

/** Where a page ended: the sort key of its last row. */
interface Position {
  readonly createdAtMs: bigint;
  readonly id: string;
}

/**
 * Raw SQL, because a page continues by row value, `(a, b) < (x, y)`: both databases seek that in the index, an OR they
 * scan. For the same reason each origin is a page of its own, and the newest rows of them all are the page.
 */
export async function listWorkflows(database: Database, options: WorkflowListOptions): Promise<WorkflowPage> {
  const { origins, limit } = options;
  const conditions = conditionsOf(database, options);
  const pages =
    origins === undefined
      ? [pageOf(conditions, limit)]
      : origins.map((origin) => pageOf([Prisma.sql`"origin" = ${origin}`, ...conditions], limit));
  const rows = await database.prisma.$queryRaw<Workflow[]>(newestOf(pages, limit));
  const page = rows.slice(0, options.limit);
  const last = page.at(-1);
  return {
    workflows: page.map(toWorkflowSummary),
    nextCursor: rows.length > page.length && last !== undefined ? cursorOf(last) : null,
  };
}

const pageOf = (conditions: Prisma.Sql[], limit: number): Prisma.Sql => Prisma.sql`
  SELECT ${COLUMNS} FROM "Workflow" ${where(conditions)}
  ORDER BY "createdAtMs" DESC, "id" DESC LIMIT ${limit + 1}`;

function newestOf([first = Prisma.empty, ...others]: Prisma.Sql[], limit: number): Prisma.Sql {
  if (others.length === 0) return first;
  const parts = [first, ...others].map((page) => Prisma.sql`SELECT * FROM (${page}) AS "page"`);
  return Prisma.sql`${Prisma.join(parts, " UNION ALL ")} ORDER BY "createdAtMs" DESC, "id" DESC LIMIT ${limit + 1}`;
}

function conditionsOf({ dialect }: Database, { status, search, cursor }: WorkflowListOptions): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (status !== undefined) conditions.push(Prisma.sql`"status" = ${status}`);
  if (search !== undefined && search !== "") {
    conditions.push(Prisma.sql`${Prisma.raw(dialect.positionFunction)}("searchText", ${searchTextOf(search)}) > 0`);
  }
  if (cursor !== null) {
    const { createdAtMs, id } = positionOf(cursor);
    conditions.push(Prisma.sql`("createdAtMs", "id") < (${createdAtMs}, ${id})`);
  }
  return conditions;
}

const where = (conditions: Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}`;

const cursorOf = ({ createdAtMs, id }: Position): string => `${createdAtMs}.${id}`;

function positionOf(cursor: string): Position {
  const [, createdAtMs, id] = /^(\d{1,15})\.([\w-]+)$/.exec(cursor) ?? [];
  if (createdAtMs === undefined || id === undefined) {
    throw new AppError("invalid_input", `"${cursor.slice(0, 100)}" is not a cursor. Begin again without one.`);
  }
  return { createdAtMs: BigInt(createdAtMs), id };
}
