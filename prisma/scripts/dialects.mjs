/** Where the two dialects of the one model file live. Everything under a `generated` folder is built, not committed. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const DIALECTS = ["sqlite", "postgresql"];

const prismaDir = fileURLToPath(new URL("..", import.meta.url));

export const generatedSourceDir = path.join(prismaDir, "../packages/db/src/generated");

export const migrationsDir = (dialect) => path.join(prismaDir, "migrations", dialect);

/**
 * Puts a dialect's provider file in front of the models.
 * @returns the path and the text of the whole schema.
 */
export async function assembleSchema(dialect) {
  const parts = [`${dialect}.prisma`, "models.prisma"].map((file) => readFile(path.join(prismaDir, file), "utf8"));
  const text = (await Promise.all(parts)).join("\n");
  const file = path.join(prismaDir, "generated", `${dialect}.prisma`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return { file, text };
}

/** @returns the committed migrations, oldest first: `{ name, sql }`. */
export async function readMigrations(dialect) {
  const entries = await readdir(migrationsDir(dialect), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(path.join(migrationsDir(dialect), name, "migration.sql"), "utf8"),
    })),
  );
}
