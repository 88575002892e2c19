import type { HistoryEvent } from "@gantry/contracts";
import { expect, test } from "vitest";
import { flowOf } from "../../test/flow-builder.ts";
import { MemoryStore } from "./memory-store.ts";
import { newWorkflow } from "./new-workflow.ts";
import { randomIds } from "./ids.ts";

test("decision 15: a Job that is deleted takes the values along that no other Job refers to", async () => {
  const store = new MemoryStore();
  const [common, own] = ["c".repeat(9_000), "o".repeat(9_000)];
  const seed = (text: string) => ({ reusesJobId: null, entries: [{ routine: "a", slot: "in", data: { text } }] });
  const request = { name: "n", origin: "flow", flow: flowOf(["a"]), entries: [] } as const;
  const jobSeeds = [seed(common), seed(common), seed(own)];
  const { workflow } = newWorkflow({ ...request, jobSeeds }, { ids: randomIds, nowMs: 0, ownerId: "o" });
  await store.create(workflow);
  const { workflowId, jobIds } = workflow.record;
  const refs = workflow.events.map((event) => refOf(event));
  const readable = async () =>
    await Promise.all(
      refs.map((ref) =>
        store.readValue(workflowId, ref).then(
          () => true,
          () => false,
        ),
      ),
    );
  store.deleteJob(jobIds[0] ?? "");
  expect(await readable()).toEqual([true, true, true]);
  store.deleteJob(jobIds[2] ?? "");
  expect(await readable()).toEqual([true, true, false]);
  store.deleteJob(jobIds[1] ?? "");
  expect(await readable()).toEqual([false, false, false]);
  expect(() => store.copyJob(jobIds[1] ?? "")).toThrow(`There is no job ${jobIds[1] ?? ""}`);
});

function refOf(event: HistoryEvent): string {
  const value = event.kind === "job_created" ? event.entries[0]?.value : undefined;
  return value && "ref" in value ? value.ref : "";
}
