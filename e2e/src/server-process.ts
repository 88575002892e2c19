import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ChildProgram, type Ending } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = join(REPOSITORY, "apps/server/dist/main.js");

/**
 * The built server as a person runs it: its own process on a free port, with a data directory of its own.
 * It keeps port and directory over `restart`, as a machine would.
 */
export class ServerProcess implements AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  #env: Record<string, string>;
  #program: ChildProgram;
  #earlierOutput = "";

  private constructor(port: number, dataDir: string, env: Record<string, string>) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
    this.#env = env;
    this.#program = this.#spawn();
  }

  /** Resolves when the API answers. @throws with the server's output when it ends instead. */
  static async start(env: Record<string, string> = {}): Promise<ServerProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), "gantry-e2e-"));
    const server = new ServerProcess(await freePort(), dataDir, env);
    await server.#ready();
    return server;
  }

  #spawn(): ChildProgram {
    const env = { NODE_ENV: "production", PORT: String(this.port), GANTRY_DATA_DIR: this.dataDir, ...this.#env };
    return new ChildProgram(process.execPath, [MAIN], { cwd: REPOSITORY, env });
  }

  async #ready(): Promise<void> {
    await until(async () => {
      if (!this.#program.running) throw new Error(`The server ended while starting. It wrote:\n${this.output}`);
      const answer = await fetch(`${this.url}/health`).catch(() => null);
      return answer?.ok === true ? answer : null;
    });
  }

  get pid(): number {
    return this.#program.pid;
  }

  /** What every run of this server has written, oldest first. */
  get output(): string {
    return this.#earlierOutput + this.#program.output;
  }

  /** `kill -9`: nothing of the server gets to run any more. */
  async kill(): Promise<void> {
    await this.#program.kill();
  }

  /** SIGTERM. @throws when it does not end by itself. */
  async stop(): Promise<Ending> {
    return this.#program.stop();
  }

  /** Starts it again on the same port and data directory, with another environment if given; resolves when the API answers. */
  async restart(env = this.#env): Promise<void> {
    if (this.#program.running) throw new Error("The server still runs: kill or stop it first");
    this.#env = env;
    this.#earlierOutput = this.output;
    this.#program = this.#spawn();
    await this.#ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#program.running) await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
