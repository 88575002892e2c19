import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { waitUntil } from "./wait-until.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** The server as a process of its own, as `npm start` runs it. */
export class ServerProcess {
  output = "";
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(dataDir: string, variables: Record<string, string> = {}) {
    this.#child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", MAIN], {
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        HOST: "127.0.0.1",
        PORT: "0",
        GANTRY_DATA_DIR: dataDir,
        ...variables,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk) => (this.output += String(chunk)));
    this.exited = new Promise((resolve) => this.#child.once("exit", (code) => resolve(code)));
  }

  /** The URL that it prints when it is ready. */
  async ready(): Promise<string> {
    const url = await waitUntil(
      () => Promise.resolve(/Gantry is ready: +(\S+)/.exec(this.output)?.[1]),
      (found) => found !== undefined || this.#child.exitCode !== null,
    );
    if (url === undefined) throw new Error(`It did not start: ${this.output}`);
    return url;
  }

  kill(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }
}
