import type { DataReference, JobState } from "@gantry/contracts";
import { isTerminal } from "@gantry/contracts";
import type { SubmittedWorkflow } from "@gantry/engine";
import { Engine, MemoryStore, systemClock } from "@gantry/engine";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SubmissionDocuments } from "../src/index.ts";
import {
  ControlClient,
  createAddressGuard,
  parseServiceRanges,
  parseSubmission,
  renderFaults,
  ServiceExecutor,
} from "../src/index.ts";
import { blueprintOf } from "./blueprints.ts";
import type { ScriptedService } from "../src/testing/scripted-service.ts";
import { inTurn, startScriptedService } from "../src/testing/scripted-service.ts";

/** Blueprints run by the engine itself, against real services. */

const diamond = blueprintOf(
  ["a:Load", "b:Left", "c:Right", "d:Join"],
  [
    ["a:Load", "c:Right"],
    ["a:Load", "b:Left"],
    ["c:Right", "d:Join"],
    ["b:Left", "d:Join"],
  ],
);

const referenceTo = (uri: string): object => ({ protocol: "file", uri, format: "json" });

let store: MemoryStore;
let client: ControlClient;
let engine: Engine;
beforeEach(() => {
  store = new MemoryStore();
  client = new ControlClient({
    guard: createAddressGuard({ ranges: parseServiceRanges("loopback") }),
    clock: systemClock,
  });
  engine = startEngine("server-1");
});
afterEach(async () => {
  await engine.close();
  await client.close();
});

function startEngine(ownerId: string): Engine {
  const service = new ServiceExecutor({ client, clock: systemClock, secretFor: async () => null });
  return new Engine({ history: store, workflows: store, ownerId, executors: { service } });
}

/** Submits `documents` with every container at `service`. */
async function submit(service: ScriptedService, documents: SubmissionDocuments): Promise<SubmittedWorkflow> {
  const docker_info_list = ["a", "b", "c", "d"].map((container_name) => ({
    container_name,
    ip_address: "127.0.0.1",
    port: service.port,
  }));
  const parsed = parseSubmission({ dockerinfo: { docker_info_list }, ...documents });
  if (!parsed.ok) throw new Error(renderFaults(parsed.faults));
  return await engine.submit({ ...parsed, name: parsed.flow.name, origin: "blueprint" });
}

/** The only Job of a Workflow, once it has ended. */
async function ended({ jobIds: [jobId = ""] }: SubmittedWorkflow): Promise<JobState> {
  return await new Promise((resolve, reject) => {
    const look = (): void => {
      engine.readJob(jobId).then((state) => {
        if (state === null || !isTerminal(state.status)) return;
        stop();
        resolve(state);
      }, reject);
    };
    const stop = engine.onCommitted(look);
    look();
  });
}

const bodyOf = (call: { readonly body: string }): { method: string; inputs: DataReference[] } =>
  JSON.parse(call.body) as { method: string; inputs: DataReference[] };

it("runs a fan-in once, with its parents' outputs in blueprint order, whoever was done first", async () => {
  await using service = await startScriptedService({
    "POST /control/execute": (call) => {
      const { method } = bodyOf(call);
      if (method === "Left") return { body: { status: "running", task_id: "left" } };
      return { body: { status: "complete", output: referenceTo(`/${method}`) } };
    },
    "GET /control/status/left": inTurn({ body: { status: "running" } }, { body: { status: "complete" } }),
    "GET /control/output/left": () => ({ body: { output: referenceTo("/Left") } }),
  });
  const job = await ended(await submit(service, { blueprint: diamond, inputs: [referenceTo("/in")] }));
  expect(job.status).toBe("completed");
  const inputs = new Map(
    service
      .callsOf("POST /control/execute")
      .map(bodyOf)
      .map((body) => [body.method, body.inputs] as const),
  );
  expect(inputs.size).toBe(4);
  expect(inputs.get("Load")).toMatchObject([{ uri: "/in", metadata: null }]);
  expect(inputs.get("Join")).toMatchObject([
    { uri: "/Left", metadata: { source_node: "b:Left" } },
    { uri: "/Right", metadata: { source_node: "c:Right" } },
  ]);
});

it("never runs the child of a parent that failed, and says why the Job failed", async () => {
  await using service = await startScriptedService({
    "POST /control/execute": (call) =>
      bodyOf(call).method === "Left"
        ? { body: { status: "failed", error: "no data" } }
        : { body: { status: "complete", output: referenceTo("/x") } },
  });
  const job = await ended(await submit(service, { blueprint: diamond }));
  expect(job.status).toBe("failed");
  expect(job.error?.message).toContain("Service returned failed status: no data");
  expect(service.calls.map((call) => bodyOf(call).method)).not.toContain("Join");
});

it("tries a failed attempt again only when asked to, under the next id", async () => {
  await using service = await startScriptedService({
    "POST /control/execute": inTurn({ status: 503, body: "busy" }, { body: { status: "complete" } }),
  });
  const documents = { blueprint: blueprintOf(["a:Run"]), retry: { maxRetries: 1, retryDelayMs: 1 } };
  const job = await ended(await submit(service, documents));
  expect(job.status).toBe("completed");
  const taskId = job.tasks[0]?.taskId ?? "";
  expect(service.calls.map(({ headers }) => headers["idempotency-key"])).toEqual([taskId, `${taskId}-2`]);
});

it("goes on with a service's task when another server takes over, without starting it again", async () => {
  let isDone = false;
  await using service = await startScriptedService({
    "POST /control/execute": () => ({ body: { status: "running", task_id: "long" } }),
    "GET /control/status/long": () => ({ body: { status: isDone ? "complete" : "running", progress: 10 } }),
    "GET /control/output/long": () => ({ body: { output: referenceTo("/out") } }),
  });
  const submitted = await submit(service, { blueprint: blueprintOf(["a:Run"]) });
  await service.received("GET /control/status/long");
  await engine.close({ graceMs: 0 });
  isDone = true;
  engine = startEngine("server-2");
  await engine.recover();
  const job = await ended(submitted);
  expect(job).toMatchObject({ status: "completed", tasks: [{ attempts: [{ attempt: 1 }] }] });
  expect(service.callsOf("POST ")).toHaveLength(1);
});
