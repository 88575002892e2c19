import { expect, test } from "vitest";
import { executeBody, OUTPUT, startApp, WIRE_OUTPUT } from "./running-app.ts";

const quick = { methods: { Quick: () => ({ status: "complete", output: OUTPUT }) as const } };

test("a quick method answers complete with all seven fields of its output", async () => {
  await using app = await startApp(quick);
  expect(await app.post("/control/execute", executeBody("Quick"))).toEqual({
    status: 200,
    body: { status: "complete", task_id: "task_1", output: WIRE_OUTPUT, error: null },
  });
});

test("execute_<Name> functions of a module are its methods, and nothing else of it is", async () => {
  const service = { execute_Quick: () => ({ status: "complete", output: OUTPUT }), helper: () => "not a method" };
  await using app = await startApp({ module: service });
  expect((await app.post("/control/execute", executeBody("Quick"))).status).toBe(200);
  for (const name of ["helper", "execute_Quick", "constructor", "__proto__"]) {
    expect(await app.post("/control/execute", executeBody(name))).toEqual({
      status: 400,
      body: { detail: `Unknown method: ${name}` },
    });
  }
});

test("an exception of a method is answered 200 with status failed", async () => {
  await using app = await startApp({
    methods: {
      Broken: () => {
        throw new Error("no such file");
      },
    },
  });
  expect(await app.post("/control/execute", executeBody("Broken"))).toEqual({
    status: 200,
    body: { status: "failed", task_id: "task_1", output: null, error: "no such file" },
  });
});

test("a method that answers an invalid output, or nothing, is answered as failed", async () => {
  const service = {
    execute_BadOutput: () => ({ status: "complete", output: { protocol: "s3", uri: "/not/s3", format: "json" } }),
    execute_Nothing: () => ({}),
    execute_Undefined: () => undefined,
  };
  await using app = await startApp({ module: service });
  const errorOf = async (method: string) => (await app.post("/control/execute", executeBody(method))).body;
  expect(await errorOf("BadOutput")).toMatchObject({
    status: "failed",
    error: "Invalid output of BadOutput: uri: S3 URI must start with s3://",
  });
  expect(await errorOf("Nothing")).toMatchObject({ status: "failed", error: "Method Nothing returned no status" });
  expect(await errorOf("Undefined")).toMatchObject({ status: "failed" });
});

test("a body that is not JSON, not an object, or lacks a field is refused with 422 and the place of each fault", async () => {
  await using app = await startApp(quick);
  const detailOf = async (body: unknown) => {
    const answer = await app.post("/control/execute", body);
    expect(answer.status).toBe(422);
    return answer.body;
  };
  expect(await detailOf("{ not json")).toMatchObject({ detail: [{ type: "json_invalid", loc: ["body"] }] });
  expect(await detailOf(undefined)).toMatchObject({ detail: [{ loc: ["body"] }] });
  expect(await detailOf([])).toMatchObject({ detail: [{ loc: ["body"] }] });
  expect(await detailOf({ method: "Quick", workflow_id: "wf" })).toMatchObject({
    detail: [{ loc: ["body", "task_id"] }],
  });
  expect(
    await detailOf(executeBody("Quick", "t", { inputs: [{ protocol: "ftp", uri: "u", format: "json" }] })),
  ).toMatchObject({
    detail: [{ loc: ["body", "inputs", 0, "protocol"] }],
  });
});

test("a refused body is never echoed: it may hold a key", async () => {
  await using app = await startApp(quick);
  const { body } = await app.post("/control/execute", { method: { secret: "s3cr3t" } });
  expect(JSON.stringify(body)).not.toContain("s3cr3t");
});

test("a body that is not declared as JSON is refused with 422", async () => {
  await using app = await startApp(quick);
  const answer = await app.post("/control/execute", executeBody("Quick"), { "content-type": "text/plain" });
  expect(answer.status).toBe(422);
});

test("a body over the limit is refused with 413 that names the limit", async () => {
  await using app = await startApp({ ...quick, bodyLimitBytes: 1_000 });
  const answer = await app.post(
    "/control/execute",
    executeBody("Quick", "t", { parameters: { pad: "x".repeat(2_000) } }),
  );
  expect(answer).toEqual({ status: 413, body: { detail: "Request body is larger than 1000 bytes" } });
});

test("an attempt posted again under its Idempotency-Key gets the first answer and runs once", async () => {
  let runs = 0;
  await using app = await startApp({ methods: { Count: () => ({ status: "failed", error: `run ${++runs}` }) } });
  const post = (key: string) => app.post("/control/execute", executeBody("Count"), { "idempotency-key": key });
  const answers = await Promise.all([post("task_1"), post("task_1"), post("task_1")]);
  expect(answers.map((answer) => answer.body)).toEqual(Array(3).fill(expect.objectContaining({ error: "run 1" })));
  expect((await post("task_1-2")).body).toMatchObject({ error: "run 2" });
});

test("the same Idempotency-Key in another workflow is another attempt", async () => {
  let runs = 0;
  await using app = await startApp({ methods: { Count: () => ({ status: "failed", error: `run ${++runs}` }) } });
  const headers = { "idempotency-key": "1" };
  await app.post("/control/execute", executeBody("Count"), headers);
  const other = await app.post("/control/execute", executeBody("Count", "task_1", { workflow_id: "wf-2" }), headers);
  expect(other.body).toMatchObject({ error: "run 2" });
});

test("/health tells the service's version, if it has one", async () => {
  await using app = await startApp({ ...quick, version: "1.4.0" });
  expect(await app.get("/health")).toEqual({ status: 200, body: { status: "ok", version: "1.4.0" } });
});

test("with an API key every control call needs it, and /health stays open", async () => {
  await using app = await startApp({ ...quick, apiKey: "k3y" });
  const refused = { status: 401, body: { detail: "Invalid or missing API key" } };
  expect(await app.post("/control/execute", executeBody("Quick"))).toEqual(refused);
  expect(await app.post("/control/execute", executeBody("Quick"), { authorization: "Bearer wrong" })).toEqual(refused);
  expect(await app.get("/control/status/x")).toEqual(refused);
  expect(await app.get("/control/output/x")).toEqual(refused);
  expect(await app.post("/control/cancel/x")).toEqual(refused);
  expect(await app.get("/health")).toEqual({ status: 200, body: { status: "ok" } });
  const right = await app.post("/control/execute", executeBody("Quick"), { authorization: "Bearer k3y" });
  expect(right.status).toBe(200);
});

test("while the service drains, new work is refused with 503 and status still answers", async () => {
  await using app = await startApp({ ...quick, isDraining: () => true });
  app.taskManager.registerTask("task_1", executeBody("Quick"));
  expect(await app.post("/control/execute", executeBody("Quick"))).toEqual({
    status: 503,
    body: { detail: "Service is shutting down" },
  });
  expect((await app.get("/control/status/task_1")).status).toBe(200);
});

test("an unknown path is 404 with a detail", async () => {
  await using app = await startApp(quick);
  expect(await app.get("/nowhere")).toEqual({ status: 404, body: { detail: "Not Found" } });
});

test("a service without methods does not start, and says what it needs", async () => {
  await expect(startApp({ module: { helper: () => 1 } })).rejects.toThrow("A service needs a method");
});
