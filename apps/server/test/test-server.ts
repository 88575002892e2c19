import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "@gantry/contracts";
import { createLogger, readEnvironment, startServer, type Pages, type RunningServer } from "../src/index.ts";

export type LiveClient = Socket<ServerToClientEvents, ClientToServerEvents>;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** In the dashboard's place: pages that say which policy they were given. */
const echoPages: Pages = {
  serve: async (request, response) => {
    response.end(`page ${request.url ?? ""} under ${String(request.headers["content-security-policy"])}`);
  },
  warmUp: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** The whole server on a free port of 127.0.0.1, over a real embedded store in a folder of its own. */
export class TestServer implements AsyncDisposable {
  readonly dataDir: string;
  readonly #variables: Record<string, string>;
  readonly #clients = new Set<LiveClient>();
  #running: RunningServer | null = null;

  private constructor(dataDir: string, variables: Record<string, string>) {
    this.dataDir = dataDir;
    this.#variables = variables;
  }

  static async start(variables: Record<string, string> = {}): Promise<TestServer> {
    const server = new TestServer(await mkdtemp(join(tmpdir(), "gantry-server-")), variables);
    await server.#boot({});
    return server;
  }

  get url(): string {
    return this.#current.url;
  }

  get entryUrl(): string {
    return this.#current.entryUrl;
  }

  /** Stops it and starts it again on the same folder. */
  async restart(variables: Record<string, string> = {}): Promise<void> {
    await this.stop();
    await this.#boot(variables);
  }

  async #boot(variables: Record<string, string>): Promise<void> {
    const defaults = { PORT: "0", LOG_LEVEL: "silent", GANTRY_DATA_DIR: this.dataDir };
    const environment = readEnvironment({ ...defaults, ...this.#variables, ...variables });
    this.#running = await startServer({ environment, logger: createLogger(environment.logLevel), pages: echoPages });
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }

  async call(
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      redirect: "manual",
      headers: { ...(options.body === undefined ? {} : { "content-type": "application/json" }), ...options.headers },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: answer.status, body: isJson ? (JSON.parse(text) as unknown) : text, headers: answer.headers };
  }

  /** A live client, not yet connected for sure; closed with the server. */
  live(options: { readonly headers?: Record<string, string> } = {}): LiveClient {
    const client: LiveClient = io(this.url, {
      transports: ["websocket"],
      forceNew: true,
      ...(options.headers === undefined ? {} : { extraHeaders: options.headers }),
    });
    this.#clients.add(client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.disconnect();
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get #current(): RunningServer {
    if (this.#running === null) throw new Error("The server is stopped");
    return this.#running;
  }
}
