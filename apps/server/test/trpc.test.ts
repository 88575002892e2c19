import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppRouter } from "../src/trpc/router.ts";
import { blueprintOf, dockerinfoOf } from "./blueprints.ts";
import { TestServer } from "./test-server.ts";
import { startTestService } from "./test-services.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ ORCHESTRATOR_API_KEY: "k" });
});
afterAll(() => server[Symbol.asyncDispose]());

const clientWith = (headers: Record<string, string>) =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${server.url}/trpc`, headers })] });
const client = () => clientWith({ authorization: "Bearer k" });

/** What a call was refused with. */
async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TRPCClientError) return error as TRPCClientError<AppRouter>;
  throw new Error("The call was not refused", { cause: error });
}

describe("tRPC", () => {
  test("validation tells every fault with its place, and draws what can be drawn", async () => {
    const good = await client().workflows.validate.mutate({
      blueprint: blueprintOf(["Quick"]),
      dockerinfo: dockerinfoOf(8080),
    });
    expect(good).toMatchObject({ faults: [], flow: { routines: [{ name: "my-service:Quick" }] } });
    const bad = await client().workflows.validate.mutate({
      blueprint: blueprintOf(["Quick"], [["Quick", "Nowhere"]]),
      dockerinfo: {},
    });
    expect(bad.faults).toMatchObject([
      {
        document: "blueprint",
        message: "Invalid connection target: my-service:Nowhere",
        nodeKeys: ["my-service:Quick"],
      },
      { document: "dockerinfo", path: ["docker_info_list"] },
    ]);
  });

  test("a refused submission carries its faults", async () => {
    const refusal = await refusalOf(client().workflows.submit.mutate({ flow: "nope", parameters: {} }));
    expect(refusal.data).toMatchObject({
      code: "BAD_REQUEST",
      appCode: "invalid_input",
      faults: [{ path: ["flow"] }, { path: ["parameters"] }],
    });
    const retired = await refusalOf(
      client().workflows.submit.mutate({ flow: "concurrent-execution-demo", parameters: {} }),
    );
    expect(retired.message).toContain("parameters belongs to a Blueprint");
  });

  test("errors keep their meaning, and nobody is told more than that", async () => {
    expect((await refusalOf(clientWith({}).flows.list.query())).data).toMatchObject({
      code: "UNAUTHORIZED",
      httpStatus: 401,
    });
    expect((await refusalOf(clientWith({ authorization: "Bearer x" }).flows.list.query())).data).toMatchObject({
      httpStatus: 401,
    });
    const missing = await refusalOf(client().workflows.get.query({ workflowId: "wf-none" }));
    expect(missing).toMatchObject({ message: "Workflow not found", data: { code: "NOT_FOUND", appCode: "not_found" } });
    expect(missing.data).not.toHaveProperty("stack");
  });

  test("the demo and its variants are registered flows, and the system says how it is", async () => {
    const flows = await client().flows.list.query();
    expect(flows.find(({ flowId }) => flowId === "concurrent-execution-demo")).toMatchObject({ defaultJobs: 4 });
    expect(flows.map(({ flowId }) => flowId)).toEqual(expect.arrayContaining(["demo-branches", "demo-errors-retry"]));
    expect(await client().system.status.query()).toMatchObject({ store: "embedded", runningTasks: 0 });
  });

  test("services are checked where they may be, and nowhere else", async () => {
    await using service = await startTestService();
    const checks = await client().services.check.mutate({
      services: [
        { containerName: "up", address: `127.0.0.1:${service.port}` },
        { containerName: "metadata", address: "169.254.169.254:80" },
        { containerName: "trick", address: "127.0.0.1:80/path" },
      ],
    });
    expect(checks).toMatchObject([
      { containerName: "up", ok: true, error: null },
      { ok: false, error: expect.stringContaining("no service may have") as unknown },
      { ok: false, error: "An address is host:port" },
    ]);
  });

  test("an upload that is too large is told so in words", async () => {
    const refusal = await refusalOf(client().workflows.validate.mutate({ blueprint: "x".repeat(17 * 1024 * 1024) }));
    expect(refusal.message).toContain("16 MiB");
  });
});
