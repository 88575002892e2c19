import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { installedPostgres } from "./installed-postgres.ts";
import { startPrivatePostgres } from "./private-postgres.ts";

export interface PostgresForTests {
  readonly kind: "available";
  /** Makes an empty database. @returns its URL. */
  createDatabase(): Promise<string>;
  /** Drops the databases made, and stops the server if it was started for this. */
  stop(): Promise<void>;
}

export interface MissingPostgres {
  readonly kind: "missing";
  readonly reason: string;
}

/**
 * The server at `DATABASE_URL`, else one started from the installed binaries.
 * Where there is neither: `missing` if the environment allows it (GANTRY_TEST_ALLOW_MISSING).
 * @throws Error where it does not, because a suite that was skipped in silence proves nothing.
 */
export async function startPostgresForTests(
  options: { readonly durable?: boolean } = {},
): Promise<PostgresForTests | MissingPostgres> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== "") return serving(given, async () => undefined);
  const binDir = await installedPostgres();
  if (binDir !== null) {
    const server = await startPrivatePostgres(binDir, { durable: options.durable ?? false });
    return serving(server.url, () => server.stop());
  }
  const reason = "No PostgreSQL: set DATABASE_URL, or install the server (apt-get install postgresql).";
  if (process.env.GANTRY_TEST_ALLOW_MISSING === undefined) throw new Error(reason);
  return { kind: "missing", reason };
}

function serving(url: string, stopServer: () => Promise<void>): PostgresForTests {
  const made: string[] = [];
  return {
    kind: "available",
    async createDatabase() {
      const name = `gantry_${randomUUID().replaceAll("-", "")}`;
      await runOn(url, `CREATE DATABASE "${name}"`);
      made.push(name);
      const database = new URL(url);
      database.pathname = `/${name}`;
      return database.href;
    },
    async stop() {
      for (const name of made) await runOn(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await stopServer();
    },
  };
}

async function runOn(url: string, sql: string): Promise<void> {
  const connection = await new PrismaPg(url).connect();
  try {
    await connection.executeScript(sql);
  } finally {
    await connection.dispose();
  }
}
