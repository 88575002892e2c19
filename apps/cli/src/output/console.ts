import { once } from "node:events";
import { styleText } from "node:util";
import type { OutputStream, Surroundings } from "../surroundings.ts";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "cyan" | "magenta";

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** Thrown to whoever writes once the reader of the output has gone. */
export class BrokenPipeError extends Error {}

/**
 * Where a command's results go (stdout), and what it says beside them (stderr). A program that reads stdout gets
 * results and nothing else.
 */
export class Console {
  readonly stdout: OutputStream;
  readonly #stderr: OutputStream;
  readonly #env: Surroundings["env"];
  readonly #broken = new AbortController();

  constructor({ stdout, stderr, env }: Pick<Surroundings, "stdout" | "stderr" | "env">) {
    this.stdout = stdout;
    this.#stderr = stderr;
    this.#env = env;
    stdout.on("error", (error: NodeJS.ErrnoException) => {
      this.#broken.abort(error.code === "EPIPE" ? new BrokenPipeError("The reader has gone") : error);
    });
    // Nobody is left to be told.
    stderr.on("error", () => undefined);
  }

  /** Aborted when the reader of stdout has gone. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  get isTerminal(): boolean {
    return this.stdout.isTTY === true && this.#env.TERM !== "dumb";
  }

  get columns(): number {
    return this.stdout.columns ?? DEFAULT_COLUMNS;
  }

  get rows(): number {
    return this.stdout.rows ?? DEFAULT_ROWS;
  }

  /** Writes to stdout, and waits while its reader is slow. @throws BrokenPipeError when the reader has gone. */
  async write(text: string): Promise<void> {
    this.broken.throwIfAborted();
    if (this.stdout.write(text)) return;
    await once(this.stdout, "drain", { signal: this.broken }).catch(() => this.broken.throwIfAborted());
  }

  line(text = ""): Promise<void> {
    return this.write(`${text}\n`);
  }

  /** One JSON document, readable for people too. */
  json(value: unknown): Promise<void> {
    return this.line(JSON.stringify(value, null, 2));
  }

  /** One line of a stream of JSON documents. */
  jsonLine(value: unknown): Promise<void> {
    return this.line(JSON.stringify(value));
  }

  /** Says something beside the result. */
  note(text: string): void {
    this.#stderr.write(`${text}\n`);
  }

  style(style: Style | readonly Style[], text: string): string {
    return this.#coloured(this.stdout) ? styleText([style].flat(), text) : text;
  }

  styleNote(style: Style | readonly Style[], text: string): string {
    return this.#coloured(this.#stderr) ? styleText([style].flat(), text) : text;
  }

  /** https://no-color.org and https://force-color.org */
  #coloured(stream: OutputStream): boolean {
    const { NO_COLOR = "", FORCE_COLOR = "", TERM } = this.#env;
    if (NO_COLOR !== "") return false;
    if (FORCE_COLOR !== "") return FORCE_COLOR !== "0";
    return stream.isTTY === true && TERM !== "dumb";
  }
}
