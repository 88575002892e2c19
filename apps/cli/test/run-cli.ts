import { EventEmitter } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { runCli } from "../src/program.ts";
import type { OutputStream } from "../src/surroundings.ts";

export interface CliOptions {
  readonly url?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** A terminal of this size; default: a pipe. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

/** One run of the command in this process, with streams of its own: what it writes is kept, and can be waited for. */
export class CliRun {
  readonly signals = new EventEmitter();
  readonly ended: Promise<number>;
  #stdout = "";
  #stderr = "";
  readonly #written = new EventEmitter();

  constructor(args: readonly string[], options: CliOptions = {}) {
    const { url, env = {}, terminal } = options;
    const stdout = this.#stream((text) => (this.#stdout += text), terminal);
    const stderr = this.#stream((text) => (this.#stderr += text), terminal);
    this.ended = runCli(args, {
      stdin: Readable.from([options.stdin ?? ""]),
      stdout,
      stderr,
      env: { ...(url === undefined ? {} : { GANTRY_URL: url }), ...env },
      signals: this.signals,
    });
  }

  /** Without the escapes of a terminal. */
  get stdout(): string {
    return stripVTControlCharacters(this.#stdout);
  }

  get rawStdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return stripVTControlCharacters(this.#stderr);
  }

  /** NDJSON, line by line. */
  get jsonLines(): unknown[] {
    return this.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as unknown);
  }

  /** Resolves once what was written so far, on either stream, satisfies `test`. */
  async until(test: (run: CliRun) => boolean): Promise<void> {
    while (!test(this)) {
      const ended = this.ended.then(() => "ended" as const);
      const written = new Promise<"written">((resolve) => this.#written.once("written", () => resolve("written")));
      if ((await Promise.race([written, ended])) === "ended" && !test(this)) {
        throw new Error(`It ended without that. It wrote:\n${this.stdout}\n${this.stderr}`);
      }
    }
  }

  #stream(keep: (text: string) => void, terminal: CliOptions["terminal"]): OutputStream {
    const stream = new PassThrough({ encoding: "utf8" });
    stream.on("data", (text: string) => {
      keep(text);
      this.#written.emit("written");
    });
    return terminal === undefined ? stream : Object.assign(stream, { isTTY: true, ...terminal });
  }
}

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const run = new CliRun(args, options);
  const code = await run.ended;
  return { code, stdout: run.stdout, stderr: run.stderr };
}

/** One JSON document; the command must have ended well. */
export async function cliJson<T>(args: readonly string[], options: CliOptions = {}): Promise<T> {
  const { code, stdout, stderr } = await cli([...args, "--json"], options);
  if (code !== 0) throw new Error(`gantry ${args.join(" ")} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
