import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { Database, Statement } from "../database.ts";
import { withStoreErrors } from "../database-error.ts";
import { PrismaClient } from "../generated/postgresql/client.ts";
import type { PrismaClient as CommonClient } from "../generated/sqlite/client.ts";
import { toQuery } from "./sql-query.ts";
import { postgresqlDialect } from "./postgresql-dialect.ts";
import { migratePostgresql } from "./postgresql-migrations.ts";
import { inTransaction } from "./postgresql-transaction.ts";

/**
 * Opens the database behind `url`, its schema up to date.
 * @throws AppError `unavailable` when it can't be reached, `conflict` for a schema that is not this program's.
 */
export async function openPostgresql(url: string, onConnectionError: (error: Error) => void): Promise<Database> {
  const bulk = new Map<string, string>();
  const adapter = await new PrismaPg(
    { connectionString: url, connectionTimeoutMillis: 10_000 },
    {
      onPoolError: onConnectionError,
      onConnectionError,
      // Prisma's own texts are without number, and each prepared name stays on its connection: only ours get one.
      statementNameGenerator: ({ sql }) => bulk.get(sql) ?? "",
    },
  ).connect();
  try {
    await withStoreErrors(() => migratePostgresql(adapter));
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
  const prisma = new PrismaClient({
    adapter: { provider: adapter.provider, adapterName: adapter.adapterName, connect: async () => adapter },
  });
  await prisma.$connect();
  return {
    kind: "postgresql",
    // One model file gives both clients; SQLite's is the one without what PostgreSQL alone can do.
    prisma: prisma as unknown as CommonClient,
    dialect: postgresqlDialect,
    async commit(statements) {
      for (const { sql } of statements) {
        if (!bulk.has(sql)) bulk.set(sql, createHash("sha256").update(sql).digest("hex").slice(0, 32));
      }
      await commit(adapter, statements);
    },
    // Disposes of the connection too: connected once, above.
    close: () => prisma.$disconnect(),
  };
}

async function commit(adapter: SqlDriverAdapter, statements: readonly Statement[]): Promise<void> {
  const [only, ...others] = statements;
  if (only === undefined) return;
  if (others.length === 0) {
    await adapter.executeRaw(toQuery(only));
    return;
  }
  await inTransaction(adapter, async (transaction) => {
    for (const each of statements) await transaction.executeRaw(toQuery(each));
  });
}
