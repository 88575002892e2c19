import { statSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { AppError } from "@gantry/contracts";
import type { Database } from "../database.ts";
import { driverErrorOf, toStoreError } from "../database-error.ts";
import { PrismaClient } from "../generated/sqlite/client.ts";
import { OpenedFile } from "./opened-file.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { migrateSqlite } from "./sqlite-migrations.ts";
import { SqliteWriter } from "./sqlite-writer.ts";

/** WAL with FULL: what `commit` returned from survives a crash of the process and of the machine. */
const PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";

export interface SqliteDatabase extends Database {
  readonly kind: "embedded";
  /** Moves the write-ahead log into the database file and empties it. */
  checkpoint(): Promise<void>;
}

/**
 * Opens the embedded database `gantry.db` in `dataDir`, made when it is not there, with its schema up to date.
 * The caller holds the directory's lock.
 * @throws AppError `unavailable` for a file that can't be used, `conflict` for a schema that is not this program's.
 */
export async function openSqlite(dataDir: string): Promise<SqliteDatabase> {
  const filePath = path.join(dataDir, "gantry.db");
  assertNotEmptied(filePath);
  const connection = await connect(filePath);
  try {
    await connection.executeScript(PRAGMAS);
    await migrateSqlite(connection);
  } catch (error) {
    await connection.dispose();
    throw openError(error, filePath);
  }
  const file = new OpenedFile(filePath);
  const prisma = new PrismaClient({
    adapter: { provider: connection.provider, adapterName: connection.adapterName, connect: async () => connection },
  });
  await prisma.$connect();
  const checkpoint = async (): Promise<void> => {
    await connection.queryRaw({ sql: "PRAGMA wal_checkpoint(TRUNCATE)", args: [], argTypes: [] });
  };
  return {
    kind: "embedded",
    prisma,
    dialect: sqliteDialect,
    async commit(statements) {
      file.assertInPlace();
      await connection.commit(statements);
      // SQLite answers without leaving the microtask queue: a tight loop of commits would starve sockets and timers.
      await setImmediate();
    },
    checkpoint,
    async close() {
      // For whoever copies the file; without it the write-ahead log is read at the next start.
      await checkpoint().catch(() => undefined);
      // Disposes of the connection too: connected once, above.
      await prisma.$disconnect();
    },
  };
}

/** SQLite takes an empty file for a new database; ours never is one, so something has cut it off. */
function assertNotEmptied(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.size !== 0) return;
  const advice = "Restore it from a backup, or remove the file to start with an empty database";
  throw new AppError("unavailable", `${file} has been emptied: it has 0 bytes. ${advice}.`);
}

async function connect(file: string): Promise<SqliteConnection> {
  try {
    const driver = await new PrismaLibSql({ url: `file:${file}` }).connect();
    return new SqliteConnection(driver, () => new SqliteWriter(file, PRAGMAS));
  } catch (error) {
    throw openError(error, file);
  }
}

/** Opening fails with the driver's plain error, later statements with an adapter's: the file is named in both. */
function openError(error: unknown, file: string): unknown {
  if (error instanceof AppError) return error;
  const translated = driverErrorOf(error) === null ? error : toStoreError(error);
  const said = translated instanceof Error ? translated.message : String(translated);
  return new AppError("unavailable", `Can't open ${file}: ${said}`, { cause: error });
}
