import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("bench-service.ts", import.meta.url));

/** What the service has seen since it was started. */
export interface ServiceCounts {
  /** Long Tasks that it has accepted. */
  readonly held: number;
  readonly polls: number;
  /** Outputs that were fetched. */
  readonly fetched: number;
  /** Most connections at one time. */
  readonly mostConnections: number;
}

/** The bench's own service as a process: it must not share our event loop, nor the server's. */
export interface BenchService extends AsyncDisposable {
  readonly port: number;
  counts(): Promise<ServiceCounts>;
  /** Lets all long Tasks, and those to come, be done. */
  release(): Promise<void>;
}

export async function startBenchService(): Promise<BenchService> {
  const child = fork(PROGRAM, { execArgv: ["--import", "tsx"], stdio: "inherit" });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const call = (path: string, method: string) => fetch(`http://127.0.0.1:${port}${path}`, { method });
  return {
    port,
    counts: async () => (await (await call("/counts", "GET")).json()) as ServiceCounts,
    release: async () => {
      await call("/release", "POST");
    },
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}
