import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

export interface PrivatePostgres {
  /** Of its maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses root, and must not outlive a test process that was killed: the kernel then interrupts it. */
const AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=INT"];

const asServerUser = (command: string, args: readonly string[]): [string, string[]] => {
  const [runner, ...options] = process.getuid?.() === 0 ? AS_POSTGRES : [];
  return runner === undefined ? [command, [...args]] : [runner, [...options, command, ...args]];
};

/**
 * Starts a PostgreSQL of its own from the binaries in `binDir`: temporary folder, free port of 127.0.0.1.
 * `durable`: with fsync, as a benchmark needs it; a test does not.
 */
export async function startPrivatePostgres(
  binDir: string,
  { durable }: { durable: boolean },
): Promise<PrivatePostgres> {
  const run = promisify(execFile);
  const dir = await mkdtemp(path.join(tmpdir(), "gantry-postgres-"));
  if (process.getuid?.() === 0) await run("chown", ["postgres", dir]);
  const data = path.join(dir, "data");
  const initArgs = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  await run(...asServerUser(path.join(binDir, "initdb"), initArgs), { cwd: dir });
  const port = await freePort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200"];
  const args = ["-D", data, "-p", String(port), ...settings, "-c", `fsync=${durable ? "on" : "off"}`];
  const [command, commandArgs] = asServerUser(path.join(binDir, "postgres"), args);
  const server = spawn(command, commandArgs, { cwd: dir, stdio: ["ignore", "ignore", "pipe"] });
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      const exited = once(server, "exit");
      // Fast shutdown: open connections are ended.
      server.kill("SIGINT");
      await exited;
    }
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await accepting(server.stderr);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop };
}

/** Resolves when the server says that it is ready; what it said is the error when it ends before. */
function accepting(stderr: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const lines = createInterface({ input: stderr });
    lines.on("line", (line) => {
      said.push(line);
      if (line.includes("ready to accept connections")) resolve();
    });
    lines.on("close", () => reject(new Error(`PostgreSQL did not start:\n${said.join("\n")}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server without a port.");
  return address.port;
}
