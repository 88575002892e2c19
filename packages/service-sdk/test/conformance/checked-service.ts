import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyRequest } from "fastify";
import { createApp, runInBackground, TaskManager, type CreateAppOptions } from "../../src/index.ts";
import { checkService, type CheckServiceOptions, type Finding, type RuleName } from "../../src/conformance/index.ts";
import { OUTPUT } from "../running-app.ts";

/** What a wrong service says instead; undefined: as a right one. */
export type Lie = (request: FastifyRequest) => { readonly status?: number; readonly body: unknown } | undefined;

export interface CheckedService extends AsyncDisposable {
  readonly url: string;
  /** Checks it, and gives the finding of one rule. */
  finding(rule: RuleName, options?: CheckServiceOptions): Promise<Finding>;
}

/** A right service with a quick method and a long one, some of whose answers are replaced by `lie`. */
export async function startService(
  lie: Lie = () => undefined,
  options: Partial<CreateAppOptions> = {},
): Promise<CheckedService> {
  const taskManager = new TaskManager();
  const app = createApp({
    taskManager,
    methods: {
      Quick: () => ({ status: "complete", output: OUTPUT }),
      Broken: () => ({ status: "failed", error: "no GPU" }),
      Long: (request) => {
        runInBackground(taskManager, request.task_id, work, request);
        return { status: "running" };
      },
    },
    ...options,
  });
  app.addHook("preHandler", async (request, reply) => {
    const answer = lie(request);
    if (answer !== undefined) await reply.code(answer.status ?? 200).send(answer.body);
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url,
    finding: async (rule, given = { method: "Long" }) => {
      const { findings } = await checkService(url, given);
      const found = findings.find((candidate) => candidate.rule === rule);
      if (found === undefined) throw new Error(`The report has no rule ${rule}`);
      return found;
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

/** Long enough to be seen running. */
async function work(taskId: string, _request: unknown, manager: TaskManager, signal: AbortSignal): Promise<void> {
  for (let percent = 10; percent <= 100; percent += 10) {
    await sleep(20, undefined, { signal });
    manager.updateProgress(taskId, percent);
  }
  manager.completeTask(taskId, OUTPUT);
}

/** Lies to calls of one path, such as `GET /control/status`. */
export const lieTo =
  (call: string, answer: (request: FastifyRequest) => ReturnType<Lie>): Lie =>
  (request) =>
    `${request.method} ${request.url}`.startsWith(call) ? answer(request) : undefined;
