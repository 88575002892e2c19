import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { containerNameOf, type ServiceName } from "../catalogue.ts";
import { ReadyMessage } from "./ready-message.ts";

/** One service as a child process that listens. */
export interface ServiceProcess {
  readonly name: ServiceName;
  /** What a blueprint calls it. */
  readonly containerName: string;
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** Resolves with the exit code (null: killed by a signal) when the process has ended, for whatever reason. */
  readonly ended: Promise<number | null>;
  /** Ends this process (SIGTERM; SIGKILL after five seconds) and resolves when it is gone. */
  stop(): Promise<void>;
  /** Sends a signal to this process, for tests that let a service die. */
  kill(signal: NodeJS.Signals): void;
}

export interface ServiceProcessOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Where the service's own output goes. */
  readonly output: "inherit" | "ignore";
}

const KILL_AFTER_MS = 5_000;

/** References name the port that a data plane has got, so any will do. */
const FREE_DATA_PORT = { GRPC_HOST: "127.0.0.1", GRPC_PORT: "0" };

/** Resolves when the service listens. @throws Error when it ends before that, for example because its port is taken. */
export async function startServiceProcess(
  name: ServiceName,
  { port, env, output }: ServiceProcessOptions,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [...programArguments(), name], {
    env: { ...process.env, HOST: "127.0.0.1", ...FREE_DATA_PORT, ...env, PORT: String(port) },
    stdio: ["ignore", output, "inherit", "ipc"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const listeningPort = await Promise.race([readyPort(child), ended.then((code) => refuse(name, code))]);
  return {
    name,
    containerName: containerNameOf(name),
    port: listeningPort,
    url: `http://127.0.0.1:${listeningPort}`,
    pid: child.pid ?? refuse(name, null),
    ended,
    kill: (signal) => void child.kill(signal),
    stop: async () => {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function readyPort(child: ChildProcess): Promise<number> {
  const message = await new Promise<unknown>((resolve) => child.once("message", resolve));
  return ReadyMessage.parse(message).port;
}

function refuse(name: string, code: number | null): never {
  throw new Error(`Service ${name} ended before it listened (exit code ${code ?? "none"})`);
}

/** `serve` beside this file: TypeScript through tsx in a checkout, plain JavaScript once built. */
function programArguments(): string[] {
  const isSource = import.meta.url.endsWith(".ts");
  const program = fileURLToPath(new URL(isSource ? "../serve.ts" : "../serve.js", import.meta.url));
  if (!isSource) return [program];
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return ["--conditions=source", "--import", tsx, program];
}
