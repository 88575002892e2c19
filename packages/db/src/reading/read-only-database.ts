import { existsSync } from "node:fs";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { AppError } from "@gantry/contracts";
import type { Database } from "../database.ts";
import { withStoreErrors } from "../database-error.ts";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { PrismaClient } from "../generated/sqlite/client.ts";
import { postgresqlDialect } from "../postgresql/postgresql-dialect.ts";
import { sqliteDialect } from "../sqlite/sqlite-dialect.ts";

/** Waits for a writer's checkpoint rather than fail beside it. */
const SQLITE_READS_ONLY = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;";
const POSTGRESQL_READS_ONLY = "-c default_transaction_read_only=on";

/**
 * Opens `gantry.db` beside the server that has it open: the write-ahead log lets one write and others read. The
 * directory's lock is the writer's and not asked for.
 * @throws AppError `not_found` when there is no database
 */
export async function openSqliteToRead(dataDir: string): Promise<Database> {
  const file = path.join(dataDir, "gantry.db");
  if (!existsSync(file)) {
    throw new AppError(
      "not_found",
      `There is no database in ${path.resolve(dataDir)}. Name the server's data directory.`,
    );
  }
  const driver = await new PrismaLibSql({ url: `file:${file}` }).connect();
  const prisma = new PrismaClient({ adapter: asFactory(driver) });
  await withStoreErrors(() => driver.executeScript(SQLITE_READS_ONLY));
  return { kind: "embedded", prisma, dialect: sqliteDialect, commit: refuse, close: () => prisma.$disconnect() };
}

/** @throws AppError `unavailable` when it cannot be reached */
export async function openPostgresqlToRead(url: string): Promise<Database> {
  const pool = { connectionString: url, connectionTimeoutMillis: 10_000, options: POSTGRESQL_READS_ONLY };
  const driver = await new PrismaPg(pool).connect();
  // One model file gives both clients; SQLite's is the one without what PostgreSQL alone can do.
  const prisma = new PostgresqlClient({ adapter: asFactory(driver) }) as unknown as PrismaClient;
  return { kind: "postgresql", prisma, dialect: postgresqlDialect, commit: refuse, close: () => prisma.$disconnect() };
}

const asFactory = (driver: SqlDriverAdapter) => ({
  provider: driver.provider,
  adapterName: driver.adapterName,
  connect: () => Promise.resolve(driver),
});

const refuse = (): Promise<never> => Promise.reject(new AppError("internal", "This database was opened to be read"));
