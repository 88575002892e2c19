import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JobState } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "../../src/trpc/router.ts";
import { ServerProcess } from "../server-process.ts";

export type Api = TRPCClient<AppRouter>;

interface Started {
  readonly server: ServerProcess;
  readonly url: string;
  readonly api: Api;
}

export const apiOf = (url: string): Api => createTRPCClient({ links: [httpBatchLink({ url: `${url}/trpc` })] });

/** Server processes that follow each other on one data directory. */
export class Servers implements AsyncDisposable {
  readonly #dataDir: string;
  readonly #started: ServerProcess[] = [];

  private constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  static async create(): Promise<Servers> {
    return new Servers(await mkdtemp(join(tmpdir(), "gantry-registered-")));
  }

  /** One that registers these modules of this folder. Whichever ran before must be dead. */
  async start(modules: readonly string[], variables: Record<string, string> = {}): Promise<Started> {
    const paths = modules.map((name) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url)));
    const server = new ServerProcess(this.#dataDir, { GANTRY_MODULES: paths.join(","), ...variables });
    this.#started.push(server);
    const url = await server.ready();
    return { server, url, api: apiOf(url) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#started) await server.kill("SIGKILL");
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export async function post(url: string, body: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** The Jobs as their histories fold, by index. */
export async function jobStates(api: Api, workflowId: string): Promise<JobState[]> {
  const { jobs } = await api.workflows.get.query({ workflowId });
  const histories = await Promise.all(jobs.map(({ jobId }) => api.jobs.history.query({ jobId })));
  return histories.flatMap(({ events }) => evolveAll(null, events) ?? []);
}
