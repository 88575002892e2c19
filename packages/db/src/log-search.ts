import { LogLevel, type LogLine } from "@gantry/contracts";
import type { Database } from "./database.ts";
import { columnList } from "./dialect.ts";
import { type LogLine as LogLineRow, Prisma } from "./generated/sqlite/client.ts";
import { LOG_SHAPE, toLogLine } from "./records/log-record.ts";
import { searchTextOf } from "./records/workflow-record.ts";

export interface LogSearch {
  /** This level and the more severe ones. */
  readonly level?: LogLevel;
  /** Part of the message, whatever its case (SQLite: of the letters a-z). */
  readonly search?: string;
  /** Continues after this line; 0: from the first. */
  readonly afterLogSeq: number;
  readonly limit: number;
}

/** Lines that match, ascending. Raw SQL, because Prisma's `contains` takes `%` and `_` of a search for wildcards. */
export async function searchLogs({ prisma, dialect }: Database, jobId: string, search: LogSearch): Promise<LogLine[]> {
  const conditions = [Prisma.sql`"jobId" = ${jobId}`, Prisma.sql`"logSeq" > ${search.afterLogSeq}`];
  if (search.level !== undefined) {
    const levels = LogLevel.options.slice(LogLevel.options.indexOf(search.level));
    conditions.push(Prisma.sql`"level" IN (${Prisma.join(levels)})`);
  }
  if (search.search !== undefined && search.search !== "") {
    const position = Prisma.raw(dialect.positionFunction);
    conditions.push(Prisma.sql`${position}(lower("message"), ${searchTextOf(search.search)}) > 0`);
  }
  const rows = await prisma.$queryRaw<LogLineRow[]>(Prisma.sql`
    SELECT ${Prisma.raw(columnList(Object.keys(LOG_SHAPE)))} FROM "LogLine"
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY "logSeq" LIMIT ${search.limit}`);
  return rows.map(toLogLine);
}
