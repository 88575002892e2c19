import type { Behaviour } from "@gantry/orchestrator/testing";
import { inTurn } from "@gantry/orchestrator/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestServer } from "../test-server.ts";
import { PipelineRun } from "./pipeline-run.ts";
import { OUTPUT, postsOf, startWorkingService } from "./working-service.ts";

/** Services that say "complete" and then have no output: page 4 §1, page 7 "Services". */

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const FETCHES = 6;

const faults: readonly [fault: string, behaviour: Behaviour, error: RegExp, timeouts?: object][] = [
  ["answers 500", () => ({ status: 500, body: "disk full" }), /^HTTP 500: disk full$/],
  [
    "does not know the task",
    () => ({ status: 404, body: { detail: "Task not found" } }),
    /^HTTP 404: .*Task not found/,
  ],
  ["hangs", () => undefined, /^Request timed out: GET .*\/control\/output\//, { call_ms: 100 }],
  ["hangs up", (_call, response) => void response.destroy(), /^Connection failed: GET .*\/control\/output\//],
  ["has none after all", () => ({ body: { output: null } }), /^Invalid response: output is required$/],
  [
    "answers a reference that is none",
    () => ({ body: { output: { ...OUTPUT, protocol: "inline", uri: "%%%" } } }),
    /^Invalid response: output\.uri INLINE uri must be valid base64$/,
  ],
];

test.each(faults)(
  "page 7: a service that completes and then %s fails the Task",
  async (_fault, fault, error, timeouts) => {
    await using service = await startWorkingService({ "GET /control/output/": fault });
    const run = await PipelineRun.submit(server.url, service.port, timeouts && { timeouts });
    const outcome = await run.ended();
    expect(outcome).toMatchObject({
      status: "failed",
      work: { attempt: 1, output_refs: [] },
      after: { status: "pending" },
    });
    expect(outcome.error).toMatch(error);
    expect(service.callsOf("GET /control/output/")).toHaveLength(FETCHES);
    expect(postsOf(service, "After")).toEqual([]);
  },
);

test("page 4: an output that is fetched at the sixth time is the Task's, and goes to what follows", async () => {
  const down = { status: 503, body: "busy" };
  const flaky = inTurn(down, down, down, down, down, { body: { output: OUTPUT } });
  await using service = await startWorkingService({ "GET /control/output/": flaky });
  const outcome = await (await PipelineRun.submit(server.url, service.port)).ended();
  expect(outcome).toMatchObject({ status: "completed", work: { attempt: 1, output_refs: [OUTPUT] } });
  expect(outcome.after.input_refs).toMatchObject([{ ...OUTPUT, metadata: { source_node: "my-service:Work" } }]);
});

test("page 4: the output is fetched once", async () => {
  await using service = await startWorkingService();
  expect(await (await PipelineRun.submit(server.url, service.port)).ended()).toMatchObject({ status: "completed" });
  expect(service.callsOf("GET /control/output/")).toHaveLength(1);
});
