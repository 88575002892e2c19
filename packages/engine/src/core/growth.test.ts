import type { SlotDefinition } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CoreJob } from "../../test/core-job.ts";
import { flowOf, routine } from "../../test/flow-builder.ts";
import { evolveAll } from "./evolve.ts";
import { thaw } from "./job-state.ts";

type SlotOptions = Partial<SlotDefinition>;

/** A Job whose "a" and "c" run and send to "b". */
function sending(slot: SlotOptions): CoreJob {
  const flow = flowOf(["a", "c", routine("b", { slot })], ["a>b", "c>b"], { maxTasksPerJob: 10_000 });
  const job = new CoreJob(flow, [["a"], ["c"]]).begin();
  job.start(1);
  job.start(2, 2);
  return job;
}

function send(job: CoreJob, count: number, from = 1): void {
  const sent = job.task(from).recorded["emit:out"] ?? 0;
  for (let n = sent + 1; n <= sent + count; n += 1) job.emit(from, { n }, `#${String(n)}`);
}

const listsOf = (job: CoreJob) => {
  const slot = job.state.slots["b.in"];
  return [slot?.messages, slot?.waiting];
};

describe("what a message costs does not grow with what is there already: lists are written in place", () => {
  test.each<[string, SlotOptions]>([
    ["collect in a Slot", { mergeStrategy: "append" }],
    ["wait for a batch", { activation: { kind: "batch", size: 5_000 } }],
    ["wait for a slow source", { activation: { kind: "all" } }],
  ])("messages that %s", (_what, slot) => {
    const job = sending(slot);
    send(job, 1);
    const lists = listsOf(job);
    send(job, 1_000);
    expect(listsOf(job).map((list, index) => list === lists[index])).toEqual([true, true]);
    expect((lists[0]?.length ?? 0) + (lists[1]?.length ?? 0)).toBe(1_001);
  });

  test("emissions with keys of their own", () => {
    const job = sending({});
    job.emit(1, {}, "first");
    const { recorded } = job.task(1);
    for (let n = 1; n <= 1_000; n += 1) job.emit(1, { n }, `key ${String(n)}`);
    expect(job.task(1).recorded).toBe(recorded);
    expect(Object.keys(recorded)).toHaveLength(1_001);
  });
});

test("E5: a task that starts and emits in a copy has recorded nothing in the original", () => {
  const original = new CoreJob(flowOf(["a", "b"], ["a>b"])).begin();
  const before = structuredClone(original.state);
  const copy = thaw(original.state);
  const job = new CoreJob(flowOf(["a", "b"], ["a>b"])).begin();
  const from = job.history.length;
  job.start(1);
  job.emit(1);
  expect(evolveAll(copy, job.history.slice(from)).tasks[0]?.recorded).toEqual({ "emit:out": 1 });
  expect([original.state, copy]).toEqual([before, before]);
});

describe("E5: a copy stays as it was while the original goes on, and the other way round", () => {
  test.each<SlotOptions>([{ mergeStrategy: "append" }, { activation: { kind: "all" } }])(
    "with a Slot of %o",
    (slot) => {
      const job = sending(slot);
      send(job, 3);
      const copy = thaw(job.state);
      const before = structuredClone(copy);
      const from = job.history.length;
      send(job, 2);
      send(job, 4, 2); // takes what waits
      expect(copy).toEqual(before);
      expect(evolveAll(copy, job.history.slice(from))).toEqual(job.state);
      expect(copy).toEqual(before);
    },
  );
});
