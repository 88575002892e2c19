import { AppError, type HistoryEvent, type JobState, type JsonValue, type LogLine } from "@gantry/contracts";
import type { HistoryStore, StoredJob, WorkflowAppend } from "@gantry/engine";
import { type AppendStatements, appendStatements } from "./append-statements.ts";
import type { Database } from "./database.ts";
import { isConstraintViolation, toStoreError, withStoreErrors } from "./database-error.ts";
import { toLogLine } from "./records/log-record.ts";
import { fromJson } from "./records/stored-json.ts";

/** The engine's HistoryStore on either database. */
export class PrismaHistoryStore implements HistoryStore {
  readonly #database: Database;
  readonly #statementsOf: AppendStatements;

  constructor(database: Database) {
    this.#database = database;
    this.#statementsOf = appendStatements(database.dialect);
  }

  async append(appends: readonly WorkflowAppend[]): Promise<void> {
    try {
      await this.#database.commit(this.#statementsOf(appends));
    } catch (error) {
      throw isConstraintViolation(error) ? historyConflict(appends, error) : toStoreError(error);
    }
  }

  loadJob(jobId: string, options: { readonly untilSeq?: number } = {}): Promise<StoredJob | null> {
    return withStoreErrors(async () => {
      const { prisma } = this.#database;
      const until = options.untilSeq === undefined ? {} : { lte: options.untilSeq };
      const snapshot = await prisma.snapshot.findFirst({ where: { jobId, seq: until }, orderBy: { seq: "desc" } });
      const rows = await prisma.historyEvent.findMany({
        where: { jobId, seq: { gt: snapshot?.seq ?? 0, ...until } },
        orderBy: { seq: "asc" },
        select: { event: true },
      });
      if (snapshot === null && rows.length === 0 && !(await this.#exists(jobId))) return null;
      return {
        snapshot: snapshot === null ? null : (fromJson(snapshot.state) as JobState),
        events: rows.map(({ event }) => fromJson(event) as HistoryEvent),
      };
    });
  }

  readEvents(jobId: string, afterSeq: number, limit: number): Promise<HistoryEvent[]> {
    return withStoreErrors(async () => {
      const rows = await this.#database.prisma.historyEvent.findMany({
        where: { jobId, seq: { gt: afterSeq } },
        orderBy: { seq: "asc" },
        take: limit,
        select: { event: true },
      });
      return rows.map(({ event }) => fromJson(event) as HistoryEvent);
    });
  }

  readLogs(jobId: string, afterLogSeq: number, limit: number): Promise<LogLine[]> {
    return withStoreErrors(async () => {
      const rows = await this.#database.prisma.logLine.findMany({
        where: { jobId, logSeq: { gt: afterLogSeq } },
        orderBy: { logSeq: "asc" },
        take: limit,
      });
      return rows.map(toLogLine);
    });
  }

  lastLogSeq(jobId: string): Promise<number> {
    return withStoreErrors(async () => {
      const last = await this.#database.prisma.logLine.findFirst({
        where: { jobId },
        orderBy: { logSeq: "desc" },
        select: { logSeq: true },
      });
      return last?.logSeq ?? 0;
    });
  }

  /** A fold to one seq is always the same, so whoever kept it first is right. */
  saveSnapshot(state: JobState): Promise<void> {
    const { jobId, seq } = state;
    return withStoreErrors(async () => {
      await this.#database.prisma.snapshot.upsert({
        where: { jobId_seq: { jobId, seq } },
        create: { jobId, seq, state: JSON.stringify(state) },
        update: {},
      });
    });
  }

  async readValue(workflowId: string, ref: string): Promise<JsonValue> {
    const row = await withStoreErrors(() =>
      this.#database.prisma.workflowValue.findUnique({ where: { workflowId_ref: { workflowId, ref } } }),
    );
    if (row === null) throw new AppError("not_found", `Workflow ${workflowId} has no value ${ref}.`);
    return fromJson(row.json) as JsonValue;
  }

  async #exists(jobId: string): Promise<boolean> {
    return (await this.#database.prisma.historyEvent.findFirst({ where: { jobId }, select: { seq: true } })) !== null;
  }
}

function historyConflict(appends: readonly WorkflowAppend[], cause: unknown): AppError {
  const workflowIds = [...new Set(appends.map(({ workflowId }) => workflowId))];
  return new AppError(
    "history_conflict",
    `Nothing was appended to ${workflowIds.join(", ")}: its history has moved on, or its lease is another server's. Load it again.`,
    { cause, details: { workflowIds } },
  );
}
