import { MIGRATIONS } from "../generated/migrations.ts";
import { type MigrationSession, runMigrations } from "../migration-runner.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** As Prisma makes it. */
const MIGRATION_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;

/** The lock is the data directory's: whoever migrates holds it. */
export function migrateSqlite(connection: SqliteConnection): Promise<void> {
  const session: MigrationSession = {
    async readApplied() {
      await connection.executeScript(MIGRATION_TABLE);
      const { rows } = await connection.queryRaw({
        sql: `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
        args: [],
        argTypes: [],
      });
      return rows.map(([name, checksum, finished]) => ({
        name: String(name),
        checksum: String(checksum),
        finished: Boolean(Number(finished)),
      }));
    },
    apply: (script) => connection.executeScript(`BEGIN IMMEDIATE;\n${script}\nCOMMIT;`),
  };
  return runMigrations(session, MIGRATIONS.sqlite);
}
