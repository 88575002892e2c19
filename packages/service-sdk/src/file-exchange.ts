import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { DataReference, ExecuteRequest } from "@gantry/contracts";
import type { DataReferenceInput } from "./data-reference-input.ts";

type TaskIds = Pick<ExecuteRequest, "workflow_id" | "task_id">;

/**
 * Data in files of a directory that services share (on one machine, or a volume mounted at the same path).
 * One file per Task, below a folder per Workflow, so that concurrent Workflows never touch each other's data.
 */
export class FileExchange {
  readonly #directory: string;

  /** @param directory is made when the first file is written. */
  constructor(directory: string) {
    this.#directory = resolve(directory);
  }

  /** @returns the reference to complete the Task with. A Task that writes again replaces its file, never by halves. */
  async write(
    { workflow_id, task_id }: TaskIds,
    data: Buffer | string,
    format: DataReference["format"],
  ): Promise<DataReferenceInput> {
    const bytes = Buffer.from(data);
    const folder = join(this.#directory, fileName(workflow_id));
    const path = join(folder, `${fileName(task_id)}.${fileName(format)}`);
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
    return {
      protocol: "file",
      uri: pathToFileURL(path).href,
      format,
      size_bytes: bytes.length,
      checksum: `${CHECKSUM}:${digest(bytes)}`,
    };
  }

  async writeJson(request: TaskIds, document: unknown): Promise<DataReferenceInput> {
    return this.write(request, JSON.stringify(document), "json");
  }

  /**
   * Reads what a `file` reference into this directory, or an `inline` one, holds.
   * @throws Error for another protocol, a file elsewhere, or one whose sha256 is not the reference's.
   */
  async read({ protocol, uri, checksum = null }: DataReferenceInput): Promise<Buffer> {
    switch (protocol) {
      case "inline":
        return Buffer.from(uri, "base64");
      case "file": {
        const bytes = await readFile(this.#pathOf(uri));
        if (checksum?.startsWith(`${CHECKSUM}:`) && checksum !== `${CHECKSUM}:${digest(bytes)}`)
          throw new Error(`The file at ${uri} is not the one that was referenced: its checksum differs`);
        return bytes;
      }
      default:
        throw new Error(`Cannot read from ${protocol}: only file and inline references`);
    }
  }

  /** @throws Error as `read`, for a format other than json, or for content that is not JSON. */
  async readJson(reference: DataReferenceInput): Promise<unknown> {
    if (reference.format !== "json") throw new Error(`Cannot read ${reference.format} as JSON`);
    const document: unknown = JSON.parse((await this.read(reference)).toString());
    return document;
  }

  /** A caller chooses the uri, but must not choose which of this machine's files is read. */
  #pathOf(uri: string): string {
    const path = uri.startsWith("file:") ? fileURLToPath(uri) : resolve(this.#directory, uri);
    if (path.startsWith(this.#directory + sep)) return path;
    throw new Error("Cannot read a file outside the directory that the services share");
  }
}

const CHECKSUM = "sha256";

const digest = (bytes: Buffer): string => createHash(CHECKSUM).update(bytes).digest("hex");

/** One file name per id, whatever characters it has; never `.` or `..`. */
const fileName = (id: string): string => encodeURIComponent(id).replaceAll(".", "%2E");
