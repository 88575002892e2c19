import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { TaskView } from "../src/rest/task-view.ts";
import { WorkflowView } from "../src/rest/workflow-view.ts";
import { blueprintOf, dockerinfoOf } from "./blueprints.ts";
import { TestServer } from "./test-server.ts";
import { startTestService, type TestService } from "./test-services.ts";
import { waitUntil } from "./wait-until.ts";

let server: TestServer;
let service: TestService;
beforeAll(async () => {
  [server, service] = await Promise.all([TestServer.start(), startTestService()]);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});

const Submitted = z.object({ workflow_id: z.string().regex(/^wf-[0-9a-f]{12}$/), status: z.literal("running") });
const Tasks = z.object({ workflow_id: z.string(), tasks: z.array(TaskView) });

async function submit(body: object, headers: Record<string, string> = {}): Promise<string> {
  const answer = await server.call("POST", "/workflows", { body, headers });
  expect(answer.status).toBe(200);
  return Submitted.parse(answer.body).workflow_id;
}

const read = async (id: string) => WorkflowView.parse((await server.call("GET", `/workflows/${id}`)).body);
const tasksOf = async (id: string) => Tasks.parse((await server.call("GET", `/workflows/${id}/tasks`)).body).tasks;
const ended = (id: string) =>
  waitUntil(
    () => read(id),
    ({ status }) => ["completed", "failed", "cancelled"].includes(status),
  );
const pipeline = (operations: readonly string[], edges: readonly (readonly [string, string])[] = []) => ({
  blueprint: blueprintOf(operations, edges),
  dockerinfo: dockerinfoOf(service.port),
});

/** The ids of all Workflows: what is stored, whatever they are doing meanwhile. */
async function storedIds(): Promise<string[]> {
  const { body } = await server.call("GET", "/workflows?limit=500");
  return (body as { workflows: { workflow_id: string }[] }).workflows.map(({ workflow_id }) => workflow_id);
}

describe("a workflow", () => {
  test("health is open and says ok", async () => {
    expect(await server.call("GET", "/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  test("runs against a real service and shows its tasks with what went in and out", async () => {
    const inputs = [{ protocol: "http", uri: "http://data/in.csv", format: "csv" }];
    const id = await submit({ ...pipeline(["Quick"]), inputs });
    expect(await ended(id)).toMatchObject({
      workflow_id: id,
      status: "completed",
      error: null,
      name: "My Pipeline",
      progress: 100,
    });
    const [task] = await tasksOf(id);
    expect(task).toMatchObject({
      node_key: "my-service:Quick",
      status: "completed",
      error: null,
      input_refs: [{ protocol: "http", uri: "http://data/in.csv", format: "csv", metadata: null }],
      output_refs: [{ protocol: "s3", uri: "s3://bucket/quick.json", format: "json" }],
      attempt: 1,
      progress: 100,
    });
    const one = await server.call("GET", `/workflows/${id}/tasks/${task?.task_id ?? ""}`);
    expect(one.body).toEqual(task);
  });

  test("shows the progress of a long task while it runs, and hands its output to the next", async () => {
    const id = await submit(pipeline(["Long", "Quick"], [["Long", "Quick"]]));
    const [long] = await waitUntil(
      () => tasksOf(id),
      ([first]) => first?.progress === 50,
    );
    expect(long).toMatchObject({ status: "running", finished_at: null });
    service.finishLong();
    expect(await ended(id)).toMatchObject({ status: "completed" });
    expect(await tasksOf(id)).toMatchObject([
      { node_key: "my-service:Long" },
      { input_refs: [{ uri: "s3://bucket/long.json", metadata: { source_node: "my-service:Long" } }] },
    ]);
  });

  test("a task's output data is where its reference says; a task that has none yet is 409", async () => {
    const id = await submit(pipeline(["Quick", "Fail"], [["Quick", "Fail"]]));
    await ended(id);
    const [quick, fail] = await tasksOf(id);
    expect(await server.call("GET", `/workflows/${id}/tasks/${quick?.task_id ?? ""}/output-data`)).toMatchObject({
      status: 200,
      body: {
        workflow_id: id,
        node_key: "my-service:Quick",
        reference: { protocol: "s3", uri: "s3://bucket/quick.json", format: "json" },
        data: null,
      },
    });
    expect(await server.call("GET", `/workflows/${id}/tasks/${fail?.task_id ?? ""}/output-data`)).toMatchObject({
      status: 409,
      body: { code: "conflict", detail: expect.stringContaining("Task not complete") as unknown },
    });
    expect(await server.call("GET", `/workflows/${id}/tasks/nope/output-data`)).toMatchObject({
      status: 404,
      body: { detail: "Task not found", code: "not_found" },
    });
  });

  test("names the failed task in its error, and leaves what never ran pending", async () => {
    const id = await submit(pipeline(["Fail", "Quick"], [["Fail", "Quick"]]));
    const { error } = await ended(id);
    const [failed, next] = await tasksOf(id);
    expect(failed).toMatchObject({ status: "failed", error: expect.stringContaining("no luck today") as unknown });
    expect(next).toMatchObject({ status: "pending", input_refs: [] });
    expect(error).toBe(`Task ${failed?.task_id ?? ""} failed: ${failed?.error ?? ""}`);
  });

  test("runs as several jobs, whose tasks are listed by job", async () => {
    const id = await submit({ ...pipeline(["Quick"]), jobs: 3, max_workers: 1 });
    expect(await ended(id)).toMatchObject({ status: "completed", job_count: 3, max_workers: 1 });
    expect(new Set((await tasksOf(id)).map((task) => task.job_id)).size).toBe(3);
  });

  test("is removed with everything of it", async () => {
    const id = await submit(pipeline(["Quick"]));
    expect(await server.call("DELETE", `/workflows/${id}`)).toMatchObject({ status: 200, body: { status: "deleted" } });
    expect(await server.call("GET", `/workflows/${id}`)).toMatchObject({ status: 404 });
    expect(await server.call("DELETE", `/workflows/${id}`)).toMatchObject({
      status: 404,
      body: { detail: "Workflow not found" },
    });
  });

  test("submitted twice under one idempotency key is one workflow", async () => {
    const first = await submit(pipeline(["Quick"]), { "idempotency-key": "once" });
    expect(await submit(pipeline(["Quick"]), { "idempotency-key": "once" })).toBe(first);
    expect(await submit({ ...pipeline(["Quick"]), idempotency_key: "once" })).toBe(first);
  });

  test("is only checked by a dry run", async () => {
    const before = await storedIds();
    const body = pipeline(["Quick"]);
    expect(await server.call("POST", "/workflows?dry_run=true", { body })).toMatchObject({
      status: 200,
      body: { status: "valid" },
    });
    expect(await storedIds()).toEqual(before);
  });

  test("has a graph with states, jobs with histories and logs, and can be retried when it failed", async () => {
    const id = await submit(pipeline(["Fail", "Quick"], [["Fail", "Quick"]]));
    await ended(id);
    const graph = await server.call("GET", `/workflows/${id}/graph`);
    expect(graph.body).toMatchObject({
      nodes: [
        {
          key: "my-service:Fail",
          container_name: "my-service",
          operation: "Fail",
          node_type: "MLModel",
          status: "failed",
        },
        {},
      ],
      edges: [{ from: "my-service:Fail", to: "my-service:Quick" }],
    });
    const { jobs } = z
      .object({ jobs: z.array(z.object({ job_id: z.string() })) })
      .parse((await server.call("GET", `/workflows/${id}/jobs`)).body);
    const jobId = jobs[0]?.job_id ?? "";
    const history = await server.call("GET", `/jobs/${jobId}/history?limit=2`);
    expect(history.body).toMatchObject({
      events: [{ kind: "job_created", seq: 1, job_id: jobId }, { seq: 2 }],
      next_seq: 2,
    });
    expect(await server.call("GET", `/jobs/${jobId}/logs`)).toMatchObject({ status: 200 });
    const retried = await server.call("POST", `/jobs/${jobId}/retry`);
    expect(await ended(Submitted.parse(retried.body).workflow_id)).toMatchObject({ status: "failed", retry_of: id });
    expect(await server.call("POST", `/workflows/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
  });
});

describe("a refused request", () => {
  const post = (body: unknown) => server.call("POST", "/workflows", { body });

  test("an empty one names both documents", async () => {
    expect(await post({})).toMatchObject({
      status: 422,
      body: {
        detail: [
          { type: "missing", loc: ["body", "blueprint"], msg: "blueprint is required" },
          { type: "missing", loc: ["body", "dockerinfo"], msg: "dockerinfo is required" },
        ],
      },
    });
  });

  test("one that is not JSON, or no object, is 422 and is not echoed", async () => {
    const answer = await fetch(`${server.url}/workflows`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"services_api_key": "sk-canary',
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).not.toContain("sk-canary");
    expect((await post([1])).status).toBe(422);
    expect(JSON.stringify((await post({ services_api_key: { nested: "sk-canary" } })).body)).not.toContain("sk-canary");
  });

  test("an unknown field is 422 and names it", async () => {
    expect(await post({ ...pipeline(["Quick"]), surprise: 1 })).toMatchObject({
      status: 422,
      body: { detail: [{ type: "extra_forbidden", loc: ["body", "surprise"] }] },
    });
  });

  test.each([
    [
      "an unknown target",
      blueprintOf(["Quick"], [["Quick", "Nowhere"]]),
      /^Invalid blueprint: Invalid connection target: my-service:Nowhere/,
    ],
    [
      "a cycle",
      blueprintOf(
        ["Quick", "Long"],
        [
          ["Quick", "Long"],
          ["Long", "Quick"],
        ],
      ),
      /No start nodes found.*Circular dependency detected/,
    ],
    ["a missing field", { ...blueprintOf(["Quick"]), nodes: undefined }, /^Invalid blueprint: .*nodes/],
  ])("%s is 400 with the words of the original", async (_what, blueprint, message) => {
    const answer = await post({ blueprint, dockerinfo: dockerinfoOf(service.port) });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ detail: expect.stringMatching(message) as unknown });
  });

  test("dockerinfo and inputs are refused by name too", async () => {
    const blueprint = blueprintOf(["Quick"]);
    const noEntry = await post({ blueprint, dockerinfo: { docker_info_list: [] } });
    expect(noEntry.body).toEqual({ detail: expect.stringContaining("Endpoint not found for: my-service") as unknown });
    const badPort = await post({ blueprint, dockerinfo: dockerinfoOf("0") });
    expect(badPort.body).toEqual({ detail: expect.stringContaining("Invalid port for my-service: 0") as unknown });
    const inputs = [{ protocol: "s3", uri: "http://x", format: "csv" }];
    const badInputs = await post({ ...pipeline(["Quick"]), inputs });
    expect(badInputs).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^Invalid inputs: S3 URI must start with s3:\/\//) as unknown },
    });
    const unknownKey = await post({ ...pipeline(["Quick"]), parameters: { "my-service:Nope": {} } });
    expect(unknownKey).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^Invalid parameters/) as unknown },
    });
  });

  test("nothing of it is stored", async () => {
    const before = await storedIds();
    await post({ blueprint: blueprintOf(["Quick"], [["Quick", "Nowhere"]]), dockerinfo: dockerinfoOf(service.port) });
    expect(await storedIds()).toEqual(before);
  });

  test("unknown things are 404 in the original's words", async () => {
    expect(await server.call("GET", "/workflows/wf-000000000000")).toMatchObject({
      status: 404,
      body: { detail: "Workflow not found" },
    });
    expect(await server.call("GET", "/workflows/wf-000000000000/tasks")).toMatchObject({
      status: 404,
      body: { detail: "Workflow not found" },
    });
    const id = await submit(pipeline(["Quick"]));
    const task = await server.call("GET", `/workflows/${id}/tasks/nope`);
    expect(task.body).toEqual({ detail: "Task not found" });
    expect(await server.call("GET", "/jobs/nope")).toMatchObject({
      status: 404,
      body: { detail: "Job not found", code: "not_found" },
    });
  });

  test.each([17, 64])(
    "more than 16 MiB is 413 and names the limit, also to a client that still sends (%i)",
    async (mib) => {
      const answer = await post({ ...pipeline(["Quick"]), name: "x".repeat(mib * 1024 * 1024) });
      expect(answer).toMatchObject({ status: 413, body: { detail: expect.stringContaining("16 MiB") as unknown } });
    },
  );
});
