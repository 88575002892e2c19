/** `npm run migration -w @gantry/db -- <name>`: writes what the models have that the committed migrations lack, per dialect. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { assembleSchema, DIALECTS, migrationsDir } from "./dialects.mjs";
import { diffToSchema } from "./schema-engine.mjs";
import { withScratchDatabase } from "./scratch-database.mjs";

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  throw new Error("Name the migration in snake_case: npm run migration -w @gantry/db -- add_something");
}
const stamp = new Date().toISOString().replace(/[-:T]/g, "").slice(0, 14);

for (const dialect of DIALECTS) {
  const schema = await assembleSchema(dialect);
  const diff = await withScratchDatabase(dialect, (factory) => diffToSchema(factory, schema, { script: true }));
  if (diff.empty) {
    console.log(`${dialect}: nothing to migrate`);
    continue;
  }
  const dir = path.join(migrationsDir(dialect), `${stamp}_${name}`);
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, "migration.sql"), diff.text);
  console.log(`${dialect}: ${stamp}_${name} written; read it before you commit it`);
}
