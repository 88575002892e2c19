import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

const HOST = "127.0.0.1";

/** Why no Redis can be started here; null: it can. */
export function redisIsMissing(): string | null {
  const { status } = spawnSync("redis-server", ["--version"], { stdio: "ignore" });
  return status === 0 ? null : "redis-server is not installed";
}

/** A Redis of one's own, as a careful operator runs it: append-only file, an fsync every second. Nothing of it stays behind. */
export class RedisServer implements AsyncDisposable {
  readonly connection: { readonly host: string; readonly port: number };
  readonly #process: ChildProcess;
  readonly #client: Redis;
  readonly #directory: string;

  private constructor(parts: { process: ChildProcess; client: Redis; directory: string; port: number }) {
    this.#process = parts.process;
    this.#client = parts.client;
    this.#directory = parts.directory;
    this.connection = { host: HOST, port: parts.port };
  }

  /** @throws Error when it ends before it answers. */
  static async start(): Promise<RedisServer> {
    const port = await freePort();
    const directory = await mkdtemp(join(tmpdir(), "gantry-bench-redis-"));
    const durability = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""];
    const args = ["--port", String(port), "--bind", HOST, "--dir", directory, ...durability];
    const process = spawn("redis-server", args, { stdio: "ignore" });
    const client = new Redis({ host: HOST, port, maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on("error", () => undefined); // refused until it listens
    const server = new RedisServer({ process, client, directory, port });
    const ended = once(process, "exit").then(([code]) => {
      throw new Error(`redis-server ended with code ${String(code)} before it answered`);
    });
    try {
      await Promise.race([client.ping(), ended]);
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    ended.catch(() => undefined); // from now on it ends when it is told to
    return server;
  }

  /** What it has computed so far, user and kernel, ms. */
  async cpuMs(): Promise<number> {
    const info = await this.#client.info("cpu");
    const seconds = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1] ?? 0);
    return (seconds("used_cpu_user") + seconds("used_cpu_sys")) * 1000;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.disconnect();
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGKILL"); // what it holds is thrown away
      await ended;
    }
    await rm(this.#directory, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
