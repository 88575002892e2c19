import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { DataReference, DataReferenceInput } from "@gantry/service-sdk";
import { dataDirectory } from "./example-env.ts";

/** The data itself, inside the reference: for documents of some kilobytes. */
export function inlineJson(document: unknown): DataReferenceInput {
  const bytes = Buffer.from(JSON.stringify(document));
  return { protocol: "inline", uri: bytes.toString("base64"), format: "json", size_bytes: bytes.length };
}

/** Data in a file of the directory that the example services share: for more than should travel in a reference. */
export async function fileJson(name: string, document: unknown): Promise<DataReferenceInput> {
  const bytes = Buffer.from(JSON.stringify(document));
  const path = join(dataDirectory(), `${name.replaceAll(/[^\w-]/g, "_")}.json`);
  await mkdir(dataDirectory(), { recursive: true });
  await writeFile(path, bytes);
  return { protocol: "file", uri: pathToFileURL(path).href, format: "json", size_bytes: bytes.length };
}

/**
 * Reads what a JSON reference points to: `inline`, or a `file` of the shared directory.
 * @throws Error for another protocol or format, a file elsewhere, or content that is not JSON.
 */
export async function readJson({ protocol, format, uri }: DataReference): Promise<unknown> {
  if (format !== "json") throw new Error(`Cannot read ${format}: the example services exchange JSON`);
  switch (protocol) {
    case "inline":
      return JSON.parse(Buffer.from(uri, "base64").toString());
    case "file":
      return JSON.parse(await readFile(insideDataDirectory(uri), "utf8"));
    default:
      throw new Error(`Cannot read from ${protocol}: the example services exchange inline and file references`);
  }
}

/** A caller chooses the uri, but must not choose which of this machine's files is read. */
function insideDataDirectory(uri: string): string {
  const path = uri.startsWith("file:") ? fileURLToPath(uri) : resolve(uri);
  if (path.startsWith(resolve(dataDirectory()) + sep)) return path;
  throw new Error("Cannot read a file outside the directory that the example services share");
}
