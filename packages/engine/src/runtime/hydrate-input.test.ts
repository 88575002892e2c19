import { describe, expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { connection, flowOf, routine } from "../../test/flow-builder.ts";
import { hydrateInput } from "./hydrate-input.ts";
import { SlotMerges } from "./slot-merges.ts";
import { Values } from "./values.ts";

const values = new Values("wf-1", { readValue: () => Promise.reject(new Error("nothing is stored")) });
const inputOf = (job: CoreJob, ordinal: number) =>
  hydrateInput({ flow: job.flow, state: job.state, values, merges: new SlotMerges(job.flow, {}) }, job.task(ordinal));

describe("the input of a task", () => {
  test("decision 5: override: only the new data, as it was sent", async () => {
    const job = new CoreJob(flowOf(["a", "b"], ["a>b"]), [["a", { from: "outside" }]]).begin();
    expect(await inputOf(job, 1)).toEqual({ from: "outside" });
    job.start(1);
    job.complete(1, [emission({ n: 1 }, "#1"), emission({ m: 2 }, "#2")]);
    expect(await inputOf(job, 3)).toEqual({ m: 2 });
  });

  test("decision 5: append: per key the list of all values so far, of each activation's own moment", async () => {
    const job = new CoreJob(flowOf(["a", routine("b", { slot: { mergeStrategy: "append" } })], ["a>b"])).begin();
    job.start(1);
    job.complete(1, [emission({ n: 1 }, "#1"), emission({ n: 2, m: "x" }, "#2")]);
    expect(await inputOf(job, 2)).toEqual({ n: [1] });
    expect(await inputOf(job, 3)).toEqual({ n: [1, 2], m: ["x"] });
  });

  test("decision 8: paramMapping renames keys on the way and keeps the others", async () => {
    const job = new CoreJob(flowOf(["a", "b"], [connection("a>b", { paramMapping: { a: "z" } })])).begin();
    job.start(1);
    job.complete(1, [emission({ a: 1, b: 2 })]);
    expect(await inputOf(job, 2)).toEqual({ z: 1, b: 2 });
  });

  test("all: the sources' data together, later connections winning", async () => {
    const join = routine("c", { slot: { activation: { kind: "all" } } });
    const job = new CoreJob(flowOf(["a", "b", join], ["a>c", "b>c"]), [["a"], ["b"]]).begin();
    job.start(1);
    job.start(2);
    job.complete(2, [emission({ from: "b", b: 1 })]);
    job.complete(1, [emission({ from: "a", a: 1 })]);
    expect(await inputOf(job, 3)).toEqual({ from: "b", a: 1, b: 1 });
  });

  test("a key named __proto__ does not become a prototype", async () => {
    const job = new CoreJob(flowOf(["a"]), [
      ["a", JSON.parse('{"__proto__":{"isAdmin":true}}') as Record<string, never>],
    ]).begin();
    const input = await inputOf(job, 1);
    expect(input.isAdmin).toBeUndefined();
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
  });
});
