import type { JsonObject } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { EngineFixture, output } from "./engine-fixture.ts";
import { flowOf, routine } from "./flow-builder.ts";

const retry = { errorPolicy: { strategy: "retry", retryDelayMs: 0 } } as const;

/** Runs a Task whose second attempt does what its first did, with what `dataOf` says for each. */
async function rerun(dataOf: (attempt: number) => JsonObject) {
  const received: JsonObject[] = [];
  const fixture: EngineFixture = new EngineFixture({
    a: async ({ context }) => {
      const data = dataOf(context.attempt);
      context.emit("out", { same: true });
      context.emit("out", data);
      context.emit("out", data, { key: "mine" });
      context.sharedData.set("k", data);
      if (context.attempt === 1) throw new Error("not yet");
      return output(null);
    },
    b: async ({ input }) => {
      received.push(input);
      return output(null);
    },
  });
  const { jobIds } = await fixture.submit(flowOf([routine("a", retry), "b"], ["a>b"], { maxWorkers: 1 }));
  const [state] = await fixture.untilEnded(jobIds);
  const logs = await fixture.store.readLogs(jobIds[0] ?? "", 0, 100);
  return { received, state, logs };
}

describe("decision 7: what a re-run attempt repeats is not delivered twice", () => {
  test("a repeat that differs keeps the first, and the log says which", async () => {
    const { received, state, logs } = await rerun((attempt) => ({ attempt }));
    expect(received).toEqual([{ same: true }, { attempt: 1 }, { attempt: 1 }]);
    expect(state?.sharedData.k?.value).toEqual({ inline: { attempt: 1 } });
    expect(logs.map(({ level, message }) => [level, message])).toEqual(Array(3).fill(["warn", "emission_diverged"]));
    expect(logs.map(({ fields }) => fields)).toMatchObject([
      { event: "out", key: "#2", attempt: 2 },
      { event: "out", key: "mine", attempt: 2 },
      { sharedData: "k", write: 1, attempt: 2 },
    ]);
  });

  test("one that is the same is passed over in silence, in whatever order its keys come, however large", async () => {
    const text = "x".repeat(9_000);
    const small = await rerun((attempt) => (attempt === 1 ? { n: 1, m: [2] } : { m: [2], n: 1 }));
    const large = await rerun(() => ({ text }));
    expect([...small.logs, ...large.logs]).toEqual([]);
    expect(large.received).toHaveLength(3);
  });

  test("a key that one attempt uses again with other data keeps the first too, and says so; with the same it is silent", async () => {
    const fixture: EngineFixture = new EngineFixture({
      a: async ({ context }) => {
        for (const n of [1, 1, 2]) context.emit("out", { n }, { key: "mine" });
        context.emit("out", { n: 3 }, { key: "other" });
        return output(null);
      },
    });
    const { jobIds } = await fixture.submit(flowOf(["a", "b"], ["a>b"]));
    const [state] = await fixture.untilEnded(jobIds);
    expect(state?.counts.completed).toBe(3);
    const logs = await fixture.store.readLogs(jobIds[0] ?? "", 0, 100);
    expect(logs.map(({ message, fields }) => [message, fields])).toMatchObject([
      [
        "emission_diverged",
        { event: "out", key: "mine", attempt: 1, hint: expect.stringMatching(/^This attempt/) as string },
      ],
    ]);
  });

  test("large values are told apart too", async () => {
    const { logs } = await rerun((attempt) => ({ text: "x".repeat(9_000 + attempt) }));
    expect(logs).toHaveLength(3);
  });
});
