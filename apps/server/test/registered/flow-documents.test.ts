import { fileURLToPath } from "node:url";
import type { FlowDocument } from "@gantry/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestServer } from "../test-server.ts";
import { apiOf, post, type Api } from "./server-fixture.ts";
import { completed, documentOf, outputsOf } from "./spelled.ts";

let server: TestServer;
let api: Api;
beforeAll(async () => {
  server = await TestServer.start({ GANTRY_MODULES: fileURLToPath(new URL("./spelling.ts", import.meta.url)) });
  api = apiOf(server.url);
});
afterAll(() => server[Symbol.asyncDispose]());

describe("page 3: a serialised Flow is submitted as a document", () => {
  test("over REST and tRPC; configuration, custom merge and thread slot are those of its classes", async () => {
    const overRest = await post(`${server.url}/workflows`, { flow: documentOf("ab"), jobs: 2 });
    const overTrpc = await api.workflows.submit.mutate({ flow: documentOf("xyz") });
    const two = await completed(api, String(overRest.body.workflow_id));
    expect(outputsOf(two, "collector")).toEqual(["a", "ab", "a", "ab"]);
    const one = await completed(api, overTrpc.workflowId);
    expect(outputsOf(one, "collector")).toEqual(["x", "xy", "xyz"]);
    expect(outputsOf(one, "counter")).toEqual([1, 2, 3]);
    const { submission } = await api.workflows.get.query({ workflowId: overTrpc.workflowId });
    expect(submission.flow).toEqual(documentOf("xyz")); // for "run again"
  });

  test("a registered Flow of the same id and version is another one, and neither takes the other's configuration", async () => {
    const registered = await api.workflows.submit.mutate({ flow: "spelling" });
    const whole = await api.workflows.submit.mutate({ flow: documentOf("xyz") });
    expect(outputsOf(await completed(api, registered.workflowId), "collector")).toEqual(["a", "ab", "abc"]);
    expect(outputsOf(await completed(api, whole.workflowId), "collector")).toEqual(["x", "xy", "xyz"]);
  });

  test("what is wrong is refused with document and path, all of it at once, and nothing is stored", async () => {
    const before = await api.workflows.list.query({});
    const document = documentOf("ab");
    const [speller, collector] = document.definition.routines;
    if (!speller || !collector) throw new Error("It has routines");
    speller.implementation = "Speler";
    collector.slots = [];
    const refused = await post(`${server.url}/workflows`, { flow: document, inputs: [] });
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toContain(
      'There is no Routine "Speler" in the registry; it has Collector, Counter, Speller',
    );
    expect(refused.body.detail).toContain("(at definition.routines[0].implementation)");
    expect(refused.body.detail).toContain("Invalid inputs: must be an object");
    const error: unknown = await api.workflows.submit.mutate({ flow: document }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      data: {
        faults: [
          { document: "flow", path: ["definition", "routines", 0, "implementation"], nodeKeys: ["speller"] },
          { document: "flow", path: ["definition", "routines", 1, "slots"], nodeKeys: ["collector"] },
        ],
      },
    });
    expect((await api.workflows.list.query({})).workflows).toEqual(before.workflows);
  });

  test.each([
    [
      "no document",
      { format: "gantry-flow/v0" },
      400,
      'must be "gantry-flow/v1" (at format); is required (at definition)',
    ],
    ["1,001 routines", largeDocument(1_001), 400, "must be at most 1000, not 1001 (at definition.routines)"],
    ["neither an id nor a document", 7, 422, "must be the id of a registered flow, or a serialised flow"],
  ])("%s is refused", async (_what, flow, status, message) => {
    const refused = await post(`${server.url}/workflows`, { flow });
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.body).replaceAll('\\"', '"')).toContain(message);
  });

  test("one larger than 16 MiB is refused", async () => {
    const flow = { ...documentOf("ab"), description: "x".repeat(16 * 1024 * 1024) };
    expect((await post(`${server.url}/workflows`, { flow })).status).toBe(413);
  });
});

function largeDocument(count: number): FlowDocument {
  const document = documentOf("ab");
  const [speller] = document.definition.routines;
  if (!speller) throw new Error("It has routines");
  const routines = Array.from({ length: count }, (_, index) => ({ ...speller, name: `speller-${String(index)}` }));
  return { ...document, definition: { ...document.definition, routines, connections: [] } };
}
