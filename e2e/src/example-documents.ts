import { readFile } from "node:fs/promises";

/** The blueprint of a folder of examples/blueprints, as it ships. */
export async function exampleBlueprint(folder: string): Promise<unknown> {
  const url = new URL(`../../examples/blueprints/${folder}/blueprint.json`, import.meta.url);
  return JSON.parse(await readFile(url, "utf8")) as unknown;
}
