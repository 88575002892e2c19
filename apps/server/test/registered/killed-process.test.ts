import type { FlowDocument } from "@gantry/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../wait-until.ts";
import { jobStates, post, Servers } from "./server-fixture.ts";
import { completed, documentOf, outputsOf } from "./spelled.ts";

let servers: Servers;
beforeEach(async () => {
  servers = await Servers.create();
});
afterEach(() => servers[Symbol.asyncDispose]());

/** Submitted, and killed while its collector is at the second letter. */
async function killedInTheMiddle(flow: FlowDocument | string): Promise<string> {
  const first = await servers.start(["spelling"], { SPELLING_HOLDS_AT: "2" });
  const { workflowId } = await first.api.workflows.submit.mutate({ flow });
  await waitUntil(
    () => jobStates(first.api, workflowId),
    (jobs) => jobs.some(({ tasks }) => tasks[2]?.status === "running"),
  );
  await first.server.kill("SIGKILL");
  return workflowId;
}

describe("kill -9 in the middle of a Flow with a custom merge", () => {
  test.each([
    ["registered by a module", () => "spelling"],
    ["submitted as a document", () => documentOf("abc")],
  ])("one %s goes on where it was, each message merged once", async (_what, flowOf) => {
    const workflowId = await killedInTheMiddle(flowOf());
    const jobs = await completed((await servers.start(["spelling"])).api, workflowId);
    expect(outputsOf(jobs, "speller")).toHaveLength(1);
    expect(outputsOf(jobs, "collector")).toEqual(["a", "ab", "abc"]);
    expect(outputsOf(jobs, "counter")).toEqual([1, 2, 3]);
  });

  test("decision 13: a document waits where its classes are not registered, says which they are, and goes on where they are", async () => {
    const workflowId = await killedInTheMiddle(documentOf("abc"));
    const without = await servers.start(["etl-1"]);
    const [job] = await jobStates(without.api, workflowId);
    expect([job?.status, job?.pauseReason]).toEqual(["paused", "flow_unavailable"]);
    const refused = await post(`${without.url}/workflows/${workflowId}/resume`, {});
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(
      "not all of its classes are registered here as they were (Speller, Collector, Counter)",
    );
    await without.server.kill("SIGKILL");

    const jobs = await completed((await servers.start(["spelling-routines"])).api, workflowId);
    expect(outputsOf(jobs, "collector")).toEqual(["a", "ab", "abc"]);
  });
});
