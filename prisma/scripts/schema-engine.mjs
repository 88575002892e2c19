/** Prisma's schema engine in WebAssembly: the part of it that works without a network is `diff`. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const bindingsPath = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");

/** Node 20 can't import a .wasm file, so the package's own loader does not work there. */
async function loadWasm() {
  const wasm = await readFile(path.join(path.dirname(bindingsPath), "schema_engine_bg.wasm"));
  const { instance } = await globalThis.WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

let loaded;

/**
 * What would lead from the database behind `adapterFactory` to `schema`.
 * @returns SQL, or a summary for people when `script` is false; `empty` tells whether they agree already.
 */
export async function diffToSchema(adapterFactory, schema, { script }) {
  await (loaded ??= loadWasm());
  const files = [{ path: schema.file, content: schema.text }];
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [[schema.file, schema.text]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  );
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: path.dirname(schema.file) },
      to: { tag: "schemaDatamodel", files },
      script,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return { empty: exitCode === 0, text: stdout ?? "" };
  } finally {
    engine.free();
  }
}
