import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { usageError } from "./cli-error.ts";
import type { InputStream } from "./surroundings.ts";

/** Reads a JSON file; `-` is stdin. @throws CliError naming the file, and where in it the fault is */
export async function readJsonDocument(path: string, stdin: InputStream): Promise<unknown> {
  const content = path === "-" ? await text(stdin) : await readText(path);
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw usageError(`${path === "-" ? "stdin" : path} is not JSON: ${said}`, { cause: error });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const said = code === "ENOENT" ? "There is no such file" : code === "EISDIR" ? "It is a directory" : code;
    throw usageError(`Can't read ${path}: ${said}.`, { cause: error });
  }
}
