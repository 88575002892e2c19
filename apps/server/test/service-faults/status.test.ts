import type { Behaviour } from "@gantry/orchestrator/testing";
import { inTurn } from "@gantry/orchestrator/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestServer } from "../test-server.ts";
import { waitUntil } from "../wait-until.ts";
import { PipelineRun } from "./pipeline-run.ts";
import { postsOf, startWorkingService } from "./working-service.ts";

/** Faults of a service in the middle of a run, seen by the polls: page 4 §1, page 7 "Services". */

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const TOLERATED = 5;
const complete = { body: { status: "complete" } };
const IMPATIENT = { call_ms: 100 };

const hangUp: Behaviour = (_call, response) => void response.destroy();

/** `fault` so many times in a row, and then done. */
const recoversAfter = (times: number, fault: Behaviour): Behaviour => {
  let calls = 0;
  return (call, response) => ((calls += 1) <= times ? fault(call, response) : complete);
};

const faults: readonly [fault: string, behaviour: Behaviour, error: RegExp, timeouts?: object][] = [
  ["hangs up", hangUp, /^Connection failed: GET /],
  ["hangs", () => undefined, /^Request timed out: GET .* within 100 ms$/, IMPATIENT],
  ["answers 500", () => ({ status: 500, body: "boom" }), /^HTTP 500: boom$/],
  [
    "answers something that is not JSON",
    () => ({ body: "<html>" }),
    /^Invalid response: the body is not JSON: <html>$/,
  ],
  ['says "done"', () => ({ body: { status: "done" } }), /^Invalid response: status must be one of/],
  ["forgets the task", () => ({ status: 404, body: { detail: "Task not found" } }), /^HTTP 404: .*Task not found/],
  ["redirects", () => ({ status: 302, headers: { location: "/elsewhere" }, body: "moved" }), /^HTTP 302: moved$/],
];

describe("page 4: transient poll failures are put up with", () => {
  test.each(faults)("a service that %s for five polls is not noticed", async (_fault, fault, _error, timeouts) => {
    await using service = await startWorkingService({ "GET /control/status/": recoversAfter(TOLERATED, fault) });
    const run = await PipelineRun.submit(server.url, service.port, timeouts && { timeouts });
    const { status, work } = await run.ended();
    expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 1 });
    expect(postsOf(service, "Work")).toEqual([work.task_id]);
    expect(await run.log()).toEqual(Array(TOLERATED).fill("warn: GET /control/status failed; asking again"));
  });

  test.each(faults)("one that %s for good fails the Task at the sixth", async (_fault, fault, error, timeouts) => {
    await using service = await startWorkingService({ "GET /control/status/": fault });
    const run = await PipelineRun.submit(server.url, service.port, timeouts && { timeouts });
    const outcome = await run.ended();
    expect(outcome).toMatchObject({ status: "failed", work: { attempt: 1 }, after: { status: "pending" } });
    expect(outcome.error).toMatch(error);
    expect(service.callsOf("GET /control/status/")).toHaveLength(TOLERATED + 1);
    expect(postsOf(service, "After")).toEqual([]);
  });

  test("the number is the submission's to say", async () => {
    await using service = await startWorkingService({ "GET /control/status/": () => ({ status: 503, body: "busy" }) });
    const timeouts = { polling: { initial_delay_ms: 1, tolerated_failures: 0 } };
    const { error } = await (await PipelineRun.submit(server.url, service.port, { timeouts })).ended();
    expect(error).toBe("HTTP 503: busy");
    expect(service.callsOf("GET /control/status/")).toHaveLength(1);
  });
});

describe("page 7: a service that is stopped in the middle of a run", () => {
  const running: Behaviour = () => ({ body: { status: "running", progress: 10 } });

  test("and comes back with its tasks is polled on", async () => {
    const first = await startWorkingService({ "GET /control/status/": running });
    const timeouts = { polling: { initial_delay_ms: 20, tolerated_failures: 100 } };
    const run = await PipelineRun.submit(server.url, first.port, { timeouts });
    await first.received("GET /control/status/");
    await first[Symbol.asyncDispose]();
    await run.logged("GET /control/status failed");
    await using second = await startWorkingService({}, { port: first.port });
    expect(await run.ended()).toMatchObject({ status: "completed", work: { attempt: 1 } });
    expect(postsOf(second, "Work")).toEqual([]);
  });

  test("and does not come back fails the Task with where it was called", async () => {
    const service = await startWorkingService({ "GET /control/status/": running });
    const run = await PipelineRun.submit(server.url, service.port);
    await service.received("GET /control/status/");
    await service[Symbol.asyncDispose]();
    const outcome = await run.ended();
    expect(outcome).toMatchObject({ status: "failed", after: { status: "pending" } });
    expect(outcome.error).toMatch(/^Connection failed: GET http:\/\/127\.0\.0\.1:\d+\/control\/status\//);
  });

  test("and comes back without its tasks is asked to do the work again where the submission retries", async () => {
    const forgotten = ({ path }: { path: string }) =>
      path.endsWith("-2") ? complete : { status: 404, body: { detail: "Task not found" } };
    const first = await startWorkingService({ "GET /control/status/": running });
    const retry = { max_retries: 1, retry_delay_ms: 1 };
    const timeouts = { polling: { initial_delay_ms: 20, max_delay_ms: 100 } };
    const run = await PipelineRun.submit(server.url, first.port, { retry, timeouts });
    await first.received("GET /control/status/");
    await first[Symbol.asyncDispose]();
    await using second = await startWorkingService({ "GET /control/status/": forgotten }, { port: first.port });
    const { status, work } = await run.ended();
    expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 2 });
    expect(postsOf(second, "Work")).toEqual([`${work.task_id}-2`]);
  });
});

describe("what a service says of its own task", () => {
  test.each([
    [{ status: "failed", error: "out of memory" }, "Service task failed: out of memory"],
    [{ status: "failed", error: { code: 7 } }, 'Service task failed: {"code":7}'],
    [{ status: "failed" }, "Service task failed"],
    [{ status: "cancelled" }, "Service task failed: cancelled at the service"],
  ])("page 4: %j fails the Task at once, in its words", async (body, error) => {
    await using service = await startWorkingService({ "GET /control/status/": () => ({ body }) });
    const outcome = await (await PipelineRun.submit(server.url, service.port)).ended();
    expect(outcome).toMatchObject({ status: "failed", error, after: { status: "pending" } });
    expect(service.callsOf("GET /control/status/")).toHaveLength(1);
  });

  test("page 7: progress that goes backwards is not taken back", async () => {
    const back: Behaviour = () => ({ body: { status: "running", progress: 30 } });
    const counting = inTurn(
      { body: { status: "running", progress: 40 } },
      { body: { status: "running", progress: 30 } },
    );
    let poll: Behaviour = counting;
    await using service = await startWorkingService({
      "GET /control/status/": (call, response) => poll(call, response),
    });
    const run = await PipelineRun.submit(server.url, service.port);
    await service.received("GET /control/status/", 4);
    const progress = async () => (await run.tasks())[0].progress;
    expect(await waitUntil(progress, (percent) => percent !== null)).toBe(40);
    poll = back;
    await service.received("GET /control/status/", service.callsOf("GET /control/status/").length + 2);
    expect(await progress()).toBe(40);
    poll = () => complete;
    expect(await run.ended()).toMatchObject({ status: "completed", work: { progress: 100 } });
  });

  test("page 4: strange progress never fails a Task", async () => {
    const strange = ["50", 33.3, "half", -3, 400, null, true, {}, undefined];
    const answers = strange.map((progress) => ({ body: { status: "running", progress } }));
    await using service = await startWorkingService({ "GET /control/status/": inTurn(...answers, complete) });
    const run = await PipelineRun.submit(server.url, service.port);
    expect(await run.ended()).toMatchObject({ status: "completed", work: { attempt: 1 } });
    expect(await run.log()).toEqual([]);
  });

  test("page 7: a slow service has one poll at a time, and nothing fails for its slowness", async () => {
    const held: (() => void)[] = [];
    const slow: Behaviour = (_call, response) => {
      held.push(() => response.end('{"status":"running"}'));
      return undefined;
    };
    let poll = slow;
    await using service = await startWorkingService({
      "GET /control/status/": (call, response) => poll(call, response),
    });
    const run = await PipelineRun.submit(server.url, service.port);
    for (let polls = 1; polls <= 3; polls += 1) {
      await service.received("GET /control/status/", polls);
      expect((await run.tasks())[0].status).toBe("running");
      expect(service.callsOf("GET /control/status/")).toHaveLength(polls);
      if (polls === 3) poll = () => complete;
      held.shift()?.();
    }
    expect(await run.ended()).toMatchObject({ status: "completed", work: { attempt: 1 } });
    expect(await run.log()).toEqual([]);
  });
});
