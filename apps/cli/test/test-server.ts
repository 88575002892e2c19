import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, readEnvironment, startServer, type Pages, type RunningServer } from "@gantry/server";

/** In the dashboard's place. */
const noPages: Pages = {
  serve: async (_request, response) => {
    response.end();
  },
  warmUp: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** A real server on a free port of 127.0.0.1, over a real embedded store in a folder of its own. */
export class TestServer implements AsyncDisposable {
  readonly dataDir: string;
  readonly #variables: Readonly<Record<string, string>>;
  #running: RunningServer | null = null;
  #port = "0";

  private constructor(dataDir: string, variables: Readonly<Record<string, string>>) {
    this.dataDir = dataDir;
    this.#variables = variables;
  }

  static async start(variables: Readonly<Record<string, string>> = {}): Promise<TestServer> {
    const server = new TestServer(await mkdtemp(join(tmpdir(), "gantry-cli-")), variables);
    await server.boot();
    return server;
  }

  get url(): string {
    if (this.#running === null) throw new Error("The server is stopped");
    return this.#running.url;
  }

  /** On the port that it had, if it had one. */
  async boot(): Promise<void> {
    const environment = readEnvironment({
      PORT: this.#port,
      LOG_LEVEL: "silent",
      GANTRY_DATA_DIR: this.dataDir,
      ...this.#variables,
    });
    this.#running = await startServer({ environment, logger: createLogger("silent"), pages: noPages });
    this.#port = new URL(this.#running.url).port;
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
