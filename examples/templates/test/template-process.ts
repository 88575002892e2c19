import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** One template as a real process on free ports of the loopback. */
export interface TemplateProcess extends AsyncDisposable {
  readonly url: string;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `service.ts` of a template's folder as its `npm start` does; the SDK is taken from source. */
export async function startTemplate(folder: string, env: Record<string, string> = {}): Promise<TemplateProcess> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = spawn(process.execPath, ["--conditions=source", "--import", tsx, "service.ts"], {
    cwd: fileURLToPath(new URL(`../${folder}/`, import.meta.url)),
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: "0",
      GRPC_PORT: "0",
      GRPC_HOST: "127.0.0.1",
      SERVICE_LINGER_MS: "0",
      ...env,
    },
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
