/** Builds what packages/db imports: a client per dialect, and the migrations as a module. Needs no network. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { assembleSchema, DIALECTS, generatedSourceDir, readMigrations } from "./dialects.mjs";

function generateClient(schemaFile) {
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const run = spawnSync(process.execPath, [cli, "generate", "--schema", schemaFile], {
    encoding: "utf8",
    env: {
      ...process.env,
      // `generate` never runs the schema engine, but downloads it unless some file is named here.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (run.status !== 0) throw new Error(`prisma generate failed for ${schemaFile}:\n${run.stdout}${run.stderr}`);
}

/** The migrations travel inside the program, so that a build or an image can't forget them. */
async function embedMigrations() {
  const byDialect = {};
  for (const dialect of DIALECTS) {
    byDialect[dialect] = (await readMigrations(dialect)).map(({ name, sql }) => ({
      name,
      checksum: createHash("sha256").update(sql).digest("hex"),
      sql,
    }));
  }
  const source = `// Built by prisma/scripts/generate.mjs from prisma/migrations.\nexport const MIGRATIONS = ${JSON.stringify(byDialect, null, 2)} as const;\n`;
  await writeFile(path.join(generatedSourceDir, "migrations.ts"), source);
}

await mkdir(generatedSourceDir, { recursive: true });
for (const dialect of DIALECTS) generateClient((await assembleSchema(dialect)).file);
await embedMigrations();
