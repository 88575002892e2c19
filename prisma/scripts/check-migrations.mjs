/** Fails unless the committed migrations of each dialect lead exactly to the models. */
import { assembleSchema, DIALECTS } from "./dialects.mjs";
import { diffToSchema } from "./schema-engine.mjs";
import { withScratchDatabase } from "./scratch-database.mjs";

for (const dialect of DIALECTS) {
  const schema = await assembleSchema(dialect);
  const diff = await withScratchDatabase(dialect, (factory) => diffToSchema(factory, schema, { script: false }));
  if (diff.empty) {
    console.log(`${dialect}: models and migrations agree`);
  } else {
    console.error(
      `${dialect}: the models have what no migration makes. Run: npm run migration -w @gantry/db -- <name>\n${diff.text}`,
    );
    process.exitCode = 1;
  }
}
