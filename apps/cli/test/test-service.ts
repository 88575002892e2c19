import type { AddressInfo } from "node:net";
import { createApp, TaskManager } from "@gantry/service-sdk";

export interface TestService extends AsyncDisposable {
  readonly port: number;
  /** Bearer tokens that came along with calls. */
  readonly authorizations: ReadonlySet<string | undefined>;
  /** Lets every `Long` end well. */
  finish(): void;
}

/** A real service: `Quick` completes at once, `Fail` fails, `Long` runs until `finish`. */
export async function startTestService(): Promise<TestService> {
  const taskManager = new TaskManager();
  const authorizations = new Set<string | undefined>();
  const gate = new AbortController();
  const output = { protocol: "s3", uri: "s3://bucket/out.json", format: "json" } as const;
  const app = createApp({
    taskManager,
    methods: {
      Quick: () => ({ status: "complete", output }),
      Fail: () => ({ status: "failed", error: "no luck today" }),
      Long: (request) => {
        taskManager.registerTask(request.task_id, request);
        taskManager.updateProgress(request.task_id, 50);
        const finish = (): void => void taskManager.completeTask(request.task_id, output);
        if (gate.signal.aborted) finish();
        else gate.signal.addEventListener("abort", finish);
        return { status: "running", task_id: request.task_id };
      },
    },
  });
  app.addHook("onRequest", async (request) => {
    authorizations.add(request.headers.authorization);
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    port,
    authorizations,
    finish: () => gate.abort(),
    async [Symbol.asyncDispose]() {
      gate.abort();
      await app.close();
    },
  };
}
