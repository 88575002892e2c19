import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A generated service as a process on free ports. */
export interface ServiceChild extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<number | null>;
}

/** Runs what the folder's `npm start` runs. */
export async function startService(folder: string): Promise<ServiceChild> {
  const child = spawn(process.execPath, ["--import", "tsx", "service.ts"], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", GRPC_PORT: "0", GRPC_HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    url: await readyUrl(createInterface({ input: child.stdout })),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function readyUrl(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const url = /my-service listening on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("The service ended before it listened");
}
