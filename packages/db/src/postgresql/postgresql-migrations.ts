import type { SqlDriverAdapter, Transaction } from "@prisma/driver-adapter-utils";
import { MIGRATIONS } from "../generated/migrations.ts";
import { type MigrationSession, runMigrations } from "../migration-runner.ts";
import { inTransaction } from "./postgresql-transaction.ts";

/** As Prisma makes it. */
const MIGRATION_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** The advisory lock that Prisma's own `migrate` takes, so that the two never run at once. */
const MIGRATION_LOCK = 72_707_369;

/** All of it in one transaction, under a lock: of several servers that start at once, one migrates and the others find it done. */
export function migratePostgresql(adapter: SqlDriverAdapter): Promise<void> {
  return inTransaction(adapter, async (transaction) => {
    await run(transaction, `SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await runMigrations(sessionOf(transaction), MIGRATIONS.postgresql);
  });
}

const sessionOf = (transaction: Transaction): MigrationSession => ({
  async readApplied() {
    await run(transaction, MIGRATION_TABLE);
    const { rows } = await transaction.queryRaw({
      sql: `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
      args: [],
      argTypes: [],
    });
    return rows.map(([name, checksum, finished]) => ({
      name: String(name),
      checksum: String(checksum),
      finished: finished === true,
    }));
  },
  // Without parameters the driver sends the text as it is, several statements included.
  apply: (script) => run(transaction, script),
});

async function run(transaction: Transaction, sql: string): Promise<void> {
  await transaction.executeRaw({ sql, args: [], argTypes: [] });
}
