import { fileURLToPath } from "node:url";
import type { JobStatus, LiveFrame, OperationSummary, SubscribeAnswer } from "@gantry/contracts";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { OperationView } from "../src/rest/operation-view.ts";
import { OperationDetailView, OperationPageView } from "../src/rest/operation-view.ts";
import type { AppRouter } from "../src/trpc/router.ts";
import { proceed } from "./operation-services.ts";
import { TestServer } from "./test-server.ts";
import { waitUntil } from "./wait-until.ts";

let server: TestServer;
beforeAll(async () => {
  const GANTRY_MODULES = fileURLToPath(new URL("operation-services.ts", import.meta.url));
  server = await TestServer.start({ GANTRY_MODULES });
});
afterAll(() => server[Symbol.asyncDispose]());

const client = () => createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${server.url}/trpc` })] });

async function start(operation_type: string, parameters: object = {}): Promise<string> {
  const { status, body } = await server.call("POST", "/operations", { body: { operation_type, parameters } });
  expect({ status, body }).toMatchObject({ status: 200, body: { status: "started" } });
  return z.object({ operation_id: z.string().startsWith("op_") }).parse(body).operation_id;
}

const get = async (path: string): Promise<unknown> => (await server.call("GET", path)).body;
const detailOf = async (id: string) => OperationDetailView.parse(await get(`/operations/${id}`));
const listed = async (query: string) => OperationPageView.parse(await get(`/operations${query}`));

const until = (id: string, isSo: (operation: z.infer<typeof OperationView>) => boolean) =>
  waitUntil(() => detailOf(id), isSo);
const halfWay = (id: string) => until(id, ({ progress }) => progress.percentage === 50);
const ended = (id: string, status: JobStatus) => until(id, (operation) => operation.status === status);

describe("page 5, operations over the wire: REST", () => {
  test("a registered operation is started by name, tells where it stands, and hands over its result", async () => {
    const id = await start("lesson", { name: "chemistry" });
    expect(await halfWay(id)).toMatchObject({
      operation_id: id,
      service: "SchoolService",
      operation_type: "lesson",
      name: "Lesson chemistry",
      status: "running",
      metadata: { room: 12 },
      context: { name: "chemistry" },
      progress: {
        current_step: 1,
        total_steps: 2,
        message: expect.stringContaining("Half of chemistry") as unknown,
        items_processed: 3,
        total_items: 6,
        context: { phase: "exercises", currentItem: "7b" },
        started_at: expect.stringMatching(/T.*Z$/) as unknown,
      },
    });
    expect(await server.call("GET", `/operations/${id}/results`)).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    proceed.emit("chemistry");
    expect(await ended(id, "completed")).toMatchObject({
      result: { learned: "chemistry" },
      progress: { percentage: 100 },
    });
    expect(await get(`/operations/${id}/results`)).toEqual({
      operation_id: id,
      status: "completed",
      result: { learned: "chemistry" },
      error: null,
      reason: null,
    });
  });

  test("what it reported is read on from a cursor", async () => {
    const id = await start("lesson", { name: "drawing" });
    await halfWay(id);
    const page = z.object({
      samples: z.array(z.object({ seq: z.number(), progress: z.object({ percentage: z.number() }) })),
      next_cursor: z.number(),
    });
    const first = page.parse(await get(`/operations/${id}/metrics`));
    expect(first.samples.at(-1)?.progress.percentage).toBe(50);
    expect(page.parse(await get(`/operations/${id}/metrics?cursor=${first.next_cursor}`)).samples).toEqual([]);
    proceed.emit("drawing");
    await ended(id, "completed");
  });

  test("the list is filtered by status and type, by what is active, and paged", async () => {
    const id = await start("lesson", { name: "english" });
    const failed = await start("mishap");
    await halfWay(id);
    await ended(failed, "failed");
    const idsOf = async (query: string) => (await listed(query)).operations.map(({ operation_id }) => operation_id);
    expect(await idsOf("?active_only=true&type=lesson")).toEqual([id]);
    expect(await idsOf("?status=failed")).toEqual([failed]);
    expect(await idsOf("?type=SchoolService/mishap")).toEqual([failed]);
    expect((await idsOf("?limit=1&offset=1"))[0]).toBe((await idsOf("?limit=2"))[1]);
    expect(await listed("?status=failed&limit=1")).toMatchObject({ total: 1, active_count: 1 });
    expect((await server.call("GET", "/operations?status=asleep")).status).toBe(422);
    proceed.emit("english");
    await ended(id, "completed");
  });

  test("DELETE cancels with its reason, and again is 409", async () => {
    const id = await start("lesson", { name: "french" });
    await halfWay(id);
    const cancel = () => server.call("DELETE", `/operations/${id}`, { body: { reason: "the bell rang" } });
    expect(await cancel()).toMatchObject({ status: 200, body: { operation_id: id, status: "ok" } });
    expect(await ended(id, "cancelled")).toMatchObject({ reason: "the bell rang", result: null });
    expect(await cancel()).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  test("cancelling a parent reaches its children, which are listed with it", async () => {
    const id = await start("term");
    const { children } = await waitUntil(
      () => detailOf(id),
      (term) => term.children.length === 2 && term.children.every(({ progress }) => progress.percentage === 50),
    );
    expect(new Set(children.map(({ name }) => name))).toEqual(new Set(["algebra", "botany"]));
    expect(children).toMatchObject([{ parent_operation_id: id }, { parent_operation_id: id }]);
    expect(await get(`/operations/${id}/children`)).toMatchObject({ operation_id: id, children: [{}, {}] });
    expect((await listed(`?parent_operation_id=${id}`)).total).toBe(2);
    await server.call("DELETE", `/operations/${id}?reason=holidays`);
    await ended(id, "cancelled");
    for (const child of children) await ended(child.operation_id, "cancelled");
  });

  test("retry runs a failed operation again, as a new one; a completed one is 409", async () => {
    const failed = await start("mishap");
    await ended(failed, "failed");
    const { status, body } = await server.call("POST", `/operations/${failed}/retry`);
    expect(status).toBe(200);
    const { operation_id: retried } = z.object({ operation_id: z.string() }).parse(body);
    expect(retried).not.toBe(failed);
    expect(await ended(retried, "failed")).toMatchObject({ error: { message: "the beaker broke" } });
    const done = await start("lesson", { name: "geometry" });
    await halfWay(done);
    proceed.emit("geometry");
    await ended(done, "completed");
    expect((await server.call("POST", `/operations/${done}/retry`)).status).toBe(409);
  });

  test("unknown things are 404, parameters that do not fit 400, a malformed request 422", async () => {
    for (const path of ["", "/children", "/results", "/metrics"]) {
      expect(await server.call("GET", `/operations/op_none${path}`), path).toMatchObject({ status: 404 });
    }
    expect((await server.call("DELETE", "/operations/op_none")).status).toBe(404);
    expect(await server.call("POST", "/operations", { body: { operation_type: "nap" } })).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("SchoolService/lesson") as unknown, code: "not_found" },
    });
    expect(await server.call("POST", "/operations", { body: { operation_type: "lesson" } })).toMatchObject({
      status: 400,
      body: { detail: "name must be a text" },
    });
    expect((await server.call("POST", "/operations", { body: { parameters: {} } })).status).toBe(422);
    expect(await get("/operation-types")).toMatchObject({
      operation_types: [{ service: "SchoolService", operation_type: "lesson" }, {}, {}],
    });
  });

  test("operations are Workflows that lists leave out, unless they are asked for", async () => {
    const id = await start("mishap");
    const { workflow_id } = await ended(id, "failed");
    const page = z.object({ workflows: z.array(z.object({ workflow_id: z.string() })) });
    const idsOf = async (query: string) =>
      page.parse(await get(`/workflows${query}`)).workflows.map((workflow) => workflow.workflow_id);
    expect(await idsOf("")).toEqual([]);
    expect(await idsOf("?origin=operation")).toContain(workflow_id);
  });
});

describe("page 5, operations over the wire: the dashboard's API", () => {
  test("tRPC has the same in camelCase", async () => {
    const { operationId } = await client().operations.start.mutate({
      operationType: "SchoolService/lesson",
      parameters: { name: "history" },
    });
    await halfWay(operationId);
    expect(await client().operations.list.query({ activeOnly: true })).toMatchObject({
      operations: [{ operationId, progress: { currentStep: 1, context: { phase: "exercises" } } }],
      activeCount: 1,
    });
    await client().operations.cancel.mutate({ operationId, reason: "enough" });
    await ended(operationId, "cancelled");
    expect(await client().operations.get.query({ operationId })).toMatchObject({ reason: "enough", children: [] });
    expect(await client().operations.registered.query()).toContainEqual(
      expect.objectContaining({ operationType: "lesson", description: expect.any(String) as unknown }),
    );
  });

  test("a live view has what runs at once, and every change of it and its children after", async () => {
    const before = await start("lesson", { name: "italian" });
    await halfWay(before);
    const shown = new Map<string, OperationSummary>();
    const socket = server.live();
    const take = (operations: readonly OperationSummary[] = []) => {
      for (const operation of operations) shown.set(operation.operationId, operation);
    };
    socket.on("frame", (frame: LiveFrame) => take(frame.operations));
    await new Promise<void>((resolve) => {
      socket.emit("subscribe", { scope: "operations" }, (answer: SubscribeAnswer) => {
        if (answer.ok) take(answer.operations);
        resolve();
      });
    });
    expect(shown.get(before)).toMatchObject({ status: "running", progress: { percentage: 50 } });
    proceed.emit("italian");
    await waitUntil(
      async () => shown.get(before)?.status,
      (status) => status === "completed",
    );

    const term = await start("term");
    const childrenShown = () => [...shown.values()].filter(({ parentOperationId }) => parentOperationId === term);
    await waitUntil(
      async () => childrenShown(),
      (children) => children.length === 2 && children.every(({ progress }) => progress.percentage === 50),
    );
    proceed.emit("algebra");
    proceed.emit("botany");
    await waitUntil(
      async () => [shown.get(term), ...childrenShown()].map((operation) => operation?.status),
      (statuses) => statuses.every((status) => status === "completed"),
    );
  });
});
