import { randomUUID } from "node:crypto";
import { AppError } from "@gantry/contracts";

/** A committed migration; `checksum` is the sha256 of `sql`, as Prisma's own table keeps it. */
export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly sql: string;
}

/** A row of Prisma's `_prisma_migrations`. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** A database whose schema only we may change now. */
export interface MigrationSession {
  /** Without those that were rolled back; makes the table when there is none. */
  readApplied(): Promise<AppliedMigration[]>;
  /** Runs a script of several statements, all of it or nothing. */
  apply(script: string): Promise<void>;
}

/**
 * Brings the schema to that of this program, and records it as `prisma migrate deploy` would.
 * @throws AppError `conflict` when the schema is newer than the program, or was changed by other hands.
 */
export async function runMigrations(session: MigrationSession, migrations: readonly Migration[]): Promise<void> {
  const applied = await session.readApplied();
  for (const each of applied) assertKnown(each, migrations);
  const done = new Set(applied.map(({ name }) => name));
  for (const migration of migrations) {
    if (!done.has(migration.name)) await session.apply(`${migration.sql}\n${recordOf(migration)}`);
  }
}

function assertKnown(applied: AppliedMigration, migrations: readonly Migration[]): void {
  const known = migrations.find(({ name }) => name === applied.name);
  if (known === undefined) {
    throw new AppError(
      "conflict",
      `The database has migration ${applied.name}, which this program does not know: a newer Gantry wrote it. ` +
        "Start that version, or restore a backup from before the upgrade.",
    );
  }
  if (!applied.finished) {
    throw new AppError(
      "conflict",
      `Migration ${applied.name} began and did not finish. Restore a backup, or repair it with "prisma migrate resolve".`,
    );
  }
  if (applied.checksum !== known.checksum) {
    throw new AppError(
      "conflict",
      `Migration ${applied.name} of the database is not the one of this program. Start the version that made the database.`,
    );
  }
}

/** Names and checksums are our own files', without quotes. */
const recordOf = ({ name, checksum }: Migration): string =>
  `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
   VALUES ('${randomUUID()}', '${checksum}', '${name}', current_timestamp, current_timestamp, 1);`;
