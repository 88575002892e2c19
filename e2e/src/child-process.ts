import { spawn, type ChildProcess } from "node:child_process";

const ENDS_WITHIN_MS = 10_000;

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that a test started: its output is kept, and it is ended by its own pid. */
export class ChildProgram {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ending>;
  #output = "";

  /** The child gets `env` and what it needs to run at all, and nothing else of the test's environment. */
  constructor(program: string, args: readonly string[], options: { cwd: string; env: Record<string, string> }) {
    const { PATH = "", HOME = "" } = process.env;
    this.#child = spawn(program, args, {
      cwd: options.cwd,
      env: { PATH, HOME, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", (code, signal) => resolve({ code, signal }));
      this.#child.once("error", () => resolve({ code: 127, signal: null }));
    });
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("The program could not be started");
    return pid;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Everything it has written so far, both streams as they came. */
  get output(): string {
    return this.#output;
  }

  get ended(): Promise<Ending> {
    return this.#ended;
  }

  /** `kill -9`, and waits until the process is gone. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** SIGTERM, and waits for the end. @throws when the program does not end by itself. */
  async stop(): Promise<Ending> {
    const guard = setTimeout(() => this.#child.kill("SIGKILL"), ENDS_WITHIN_MS);
    this.#child.kill("SIGTERM");
    const ending = await this.#ended;
    clearTimeout(guard);
    if (ending.signal === "SIGKILL") throw new Error(`It did not end on SIGTERM. It wrote:\n${this.#output}`);
    return ending;
  }
}
