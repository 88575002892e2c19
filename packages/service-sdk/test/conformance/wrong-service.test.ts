import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import type { CheckServiceOptions, RuleName, Verdict } from "../../src/conformance/index.ts";
import { lieTo, startService, type Lie } from "./checked-service.ts";

const STATUS = "GET /control/status/task_";
const OUTPUT = "GET /control/output/task_";
const CANCEL = "POST /control/cancel";
const EXECUTE = "POST /control/execute";

const always = (body: unknown, status = 200) => ({ status, body });

/** Lies only about the method under test, so that the refusals stay right. */
const aboutLong = (answer: (body: { task_id: string }) => ReturnType<Lie>) =>
  lieTo(EXECUTE, ({ body }: FastifyRequest) => {
    const request = body as { method: string; task_id: string };
    return request.method === "Long" ? answer(request) : undefined;
  });

function backwards(): Lie {
  const progress = [50, 20];
  return lieTo(STATUS, () => {
    const next = progress.shift();
    return next === undefined ? undefined : always({ status: "running", progress: next, error: null });
  });
}

/** Runs again whenever it is posted, as services without a memory do. */
function forgetful(): Lie {
  const posted: string[] = [];
  return ({ method, url, body }) => {
    if (method === "POST") posted.push((body as { task_id: string }).task_id);
    const again = posted.find((taskId, index) => posted.indexOf(taskId) < index && url.endsWith(taskId));
    return again === undefined ? undefined : always({ status: "running", progress: 0, error: null });
  };
}

test.each<[what: string, lie: Lie, rule: RuleName, verdict: Verdict, got: RegExp]>([
  ["has no health", lieTo("GET /health", () => always("nope", 503)), "health", "fail", /^503 .*nope/],
  ["says its health in other words", lieTo("GET /health", () => always({ up: true })), "health", "warn", /^200/],
  [
    "runs methods that it does not have",
    lieTo(EXECUTE, () => always({ status: "complete" })),
    "unknown-method",
    "fail",
    /^200 .*complete/,
  ],
  [
    "refuses an unknown method by 404",
    lieTo(EXECUTE, () => always({ detail: "What?" }, 404)),
    "unknown-method",
    "warn",
    /^404 .*What/,
  ],
  [
    "knows every task's status",
    lieTo("GET /control/status/no-such", () => always({ status: "running" })),
    "unknown-task-status",
    "fail",
    /^200/,
  ],
  [
    "answers 500 for an unknown task",
    lieTo("GET /control/status/no-such", () => always("KeyError", 500)),
    "unknown-task-status",
    "fail",
    /^500 .*KeyError/,
  ],
  [
    "says not found in other words",
    lieTo("GET /control/output/no-such", () => always({ detail: "?" }, 404)),
    "unknown-task-output",
    "warn",
    /^404/,
  ],
  [
    "answers HTML",
    aboutLong(() => always("<h1>Hello</h1>")),
    "execute-answer",
    "fail",
    /must be a JSON object; came: 200 \(not JSON\) <h1>/,
  ],
  ["answers a list", aboutLong(() => always([1])), "execute-answer", "fail", /must be a JSON object; came: 200 \[1\]/],
  ["crashes on execute", aboutLong(() => always({ detail: "boom" }, 500)), "execute-answer", "fail", /^500 .*boom/],
  ["redirects", aboutLong(() => always("", 307)), "execute-answer", "fail", /^307/],
  [
    "runs without an id",
    aboutLong(() => always({ status: "running" })),
    "execute-answer",
    "fail",
    /^running needs a task_id to poll; came: 200/,
  ],
  [
    "has a word of its own",
    aboutLong(() => always({ status: "accepted" })),
    "execute-answer",
    "fail",
    /^status must be one of: complete, running, failed; came/,
  ],
  ["completes without an output", aboutLong(() => always({ status: "complete" })), "output", "warn", /^none/],
  [
    "completes with half a reference",
    aboutLong(() => always({ status: "complete", output: { protocol: "s3", uri: "x" } })),
    "output",
    "fail",
    /format.*; came/,
  ],
  [
    "names a socket as its gRPC address",
    aboutLong(() => always({ status: "complete", output: { protocol: "grpc", uri: "unix:/run/x", format: "M" } })),
    "output",
    "fail",
    /must be host:port/,
  ],
  [
    "has a status of its own",
    lieTo(STATUS, () => always({ status: "done" })),
    "status",
    "fail",
    /^status must be one of/,
  ],
  ["forgets the task", lieTo(STATUS, () => always({ detail: "Task not found" }, 404)), "status", "fail", /^404/],
  ["goes back", backwards(), "progress", "warn", /^50, 20, /],
  [
    "tells progress in words",
    lieTo(STATUS, () => always({ status: "complete", progress: "half" })),
    "progress",
    "warn",
    /"half"/,
  ],
  ["gives an output before the end", lieTo(OUTPUT, () => always({ output: null })), "early-output", "fail", /^200/],
  [
    "refuses an early output by 409",
    lieTo(OUTPUT, () => always({ detail: "wait" }, 409)),
    "early-output",
    "warn",
    /^409/,
  ],
  ["fails", lieTo(STATUS, () => always({ status: "failed", error: "no GPU" })), "end", "fail", /^failed: no GPU$/],
  ["completes and then fails the output", lieTo(OUTPUT, () => always("gone", 500)), "output", "fail", /^500/],
  ["does the work again when posted again", forgetful(), "repetition", "warn", /done twice/],
  [
    "has no cancel",
    lieTo(CANCEL, () => always({ detail: "Not Found" }, 404)),
    "cancel",
    "warn",
    /cannot be told to stop/,
  ],
  [
    "allows no cancel",
    lieTo(CANCEL, () => always({ detail: "Method Not Allowed" }, 405)),
    "cancel",
    "warn",
    /cannot be told to stop/,
  ],
  ["crashes on cancel", lieTo(CANCEL, () => always("boom", 500)), "cancel", "fail", /^500/],
])("a service that %s is told so", async (_what, lie, rule, verdict, got) => {
  await using service = await startService(lie);
  const finding = await service.finding(rule);
  expect(finding).toMatchObject({ rule, verdict, got: expect.stringMatching(got) as string });
});

test("a method that fails at once is told with its reason", async () => {
  await using service = await startService();
  expect(await service.finding("end", { method: "Broken" })).toMatchObject({
    verdict: "fail",
    got: "failed: no GPU; give parameters or inputs that it can work with",
  });
});

test("a task that does not end in the time allowed is told", async () => {
  await using service = await startService(lieTo(STATUS, () => always({ status: "running", progress: null })));
  const options: CheckServiceOptions = { method: "Long", taskTimeoutMs: 1 };
  expect(await service.finding("end", options)).toMatchObject({ verdict: "fail", got: "still running after 1 ms" });
});

test("a service that does not ask for its key is told, and where", async () => {
  await using service = await startService();
  expect(await service.finding("api-key", { apiKey: "k3y" })).toMatchObject({
    verdict: "fail",
    got: expect.stringMatching(/^without a key: 404 .*; with a wrong key: 404 .*; POST without a key: 422/) as string,
  });
});

test("what a service sends cannot write to the reader's terminal", async () => {
  await using service = await startService(lieTo("GET /health", () => always("\u001b[2J\u202Eevil\nline", 500)));
  const { got } = await service.finding("health");
  expect(got).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(got).toContain("evil line");
});
