import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A service program of this folder as a real process. */
export interface ServiceChild extends AsyncDisposable {
  readonly url: string;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code and signal once the process has ended. */
  readonly exit: Promise<ServiceExit>;
}

export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Starts `program` on a free port; resolves once it says where it listens. */
export async function startServiceChild(program: string, env: Record<string, string> = {}): Promise<ServiceChild> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", "--import", tsx, path], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = new Promise<ServiceExit>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  return {
    url: await listeningUrl(child),
    exit,
    signal: (name) => void child.kill(name),
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await exit;
    },
  };
}

async function listeningUrl(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("The service ended before it listened");
}
