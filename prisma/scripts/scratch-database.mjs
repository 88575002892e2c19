/** Throw-away databases with the committed migrations applied: what a new migration starts from. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { readMigrations } from "./dialects.mjs";

async function openSqlite() {
  const dir = await mkdtemp(path.join(tmpdir(), "gantry-schema-"));
  const adapterFactory = new PrismaLibSql({ url: `file:${path.join(dir, "scratch.db")}` });
  const connection = await adapterFactory.connect();
  return {
    adapterFactory,
    run: (sql) => connection.executeScript(sql),
    close: async () => {
      await connection.dispose();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function openPostgresql() {
  const database = new PGlite();
  return {
    adapterFactory: new PrismaPGlite(database),
    run: (sql) => database.exec(sql),
    close: () => database.close(),
  };
}

const OPEN = { sqlite: openSqlite, postgresql: openPostgresql };

/** Calls `work(adapterFactory)` with such a database and removes it afterwards. */
export async function withScratchDatabase(dialect, work) {
  const database = await OPEN[dialect]();
  try {
    for (const { sql } of await readMigrations(dialect)) await database.run(sql);
    return await work(database.adapterFactory);
  } finally {
    await database.close();
  }
}
