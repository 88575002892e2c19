import { AppError } from "@gantry/contracts";
import type { Database } from "../database.ts";
import { withStoreErrors } from "../database-error.ts";
import { MIGRATIONS } from "../generated/migrations.ts";

interface AppliedRow {
  readonly migration_name: string;
  readonly checksum: string;
}

/** @throws AppError `conflict` unless the schema is exactly this program's: who only reads does not bring it up to date. */
export async function assertSchema(database: Database): Promise<void> {
  const known = database.kind === "embedded" ? MIGRATIONS.sqlite : MIGRATIONS.postgresql;
  const applied = await appliedMigrations(database);
  const matches = known.length === applied.size && known.every(({ name, checksum }) => applied.get(name) === checksum);
  if (matches) return;
  throw new AppError(
    "conflict",
    "The database was made by another version of Gantry. Use that version's command, or start this version's server on it once.",
  );
}

/** Checksum by name. */
function appliedMigrations({ prisma }: Database): Promise<ReadonlyMap<string, string>> {
  return withStoreErrors(async () => {
    const rows = await prisma.$queryRaw<AppliedRow[]>`
      SELECT "migration_name", "checksum" FROM "_prisma_migrations"
      WHERE "rolled_back_at" IS NULL AND "finished_at" IS NOT NULL`;
    return new Map(rows.map((row) => [row.migration_name, row.checksum]));
  });
}
