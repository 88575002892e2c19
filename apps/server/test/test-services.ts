import type { AddressInfo } from "node:net";
import { createApp, TaskManager } from "@gantry/service-sdk";
import type { FastifyInstance } from "fastify";

export interface TestService extends AsyncDisposable {
  readonly port: number;
  /** What it was asked, with the bearer tokens that came along. */
  readonly seen: { readonly method: string; readonly inputs: unknown; readonly authorization: string | undefined }[];
  /** Lets `Long` go on from 50 percent to its end. */
  finishLong(): void;
}

/** A real service over HTTP: `Quick` answers at once, `Long` waits at 50 percent, `Fail` fails, `Echo` leaks its caller's key. */
export async function startTestService(): Promise<TestService> {
  const taskManager = new TaskManager();
  const seen: TestService["seen"][number][] = [];
  const gate = new AbortController();
  let authorization: string | undefined;
  const output = (name: string) => ({ protocol: "s3", uri: `s3://bucket/${name}.json`, format: "json" }) as const;
  const app: FastifyInstance = createApp({
    taskManager,
    methods: {
      Quick: (request) => {
        seen.push({ method: "Quick", inputs: request.inputs, authorization });
        return { status: "complete", output: output("quick") };
      },
      Long: (request) => {
        taskManager.registerTask(request.task_id, request);
        taskManager.updateProgress(request.task_id, 50);
        gate.signal.addEventListener("abort", () => taskManager.completeTask(request.task_id, output("long")));
        return { status: "running", task_id: request.task_id };
      },
      Fail: () => ({ status: "failed", error: "no luck today" }),
      Echo: () => ({ status: "failed", error: `you sent ${authorization ?? "nothing"}` }),
    },
  });
  app.addHook("onRequest", async (request) => {
    authorization = request.headers.authorization;
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    port,
    seen,
    finishLong: () => gate.abort(),
    [Symbol.asyncDispose]: async () => {
      gate.abort();
      await app.close();
    },
  };
}
