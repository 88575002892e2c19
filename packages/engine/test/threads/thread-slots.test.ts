import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@gantry/contracts";
import { Flow, Routine, type MergeFunction, type SlotOptions } from "../../src/index.ts";
import { ThreadFixture } from "./thread-fixture.ts";
import { ThreadRoutine, WORK } from "./thread-routine.ts";

/** Returns what its thread got. */
class Echo extends Routine {
  readonly trigger;

  constructor(options: SlotOptions) {
    super();
    this.trigger = this.defineThreadSlot("trigger", { module: WORK, exportName: "echo" }, options);
  }
}

/** Sends each of its numbers. */
class Numbers extends Routine {
  readonly each = this.defineEvent<{ n: number }>("each", ["n"]);
  readonly trigger = this.defineSlot<{ numbers: number[] }>("trigger", ({ numbers }) => {
    for (const n of numbers) this.emit(this.each, { n });
  });
}

const addUp: MergeFunction = ({ n = 0 }, message) => ({ n: Number(n) + Number(message.n) });

describe("a thread slot is a Slot", () => {
  const schema = z.object({ n: z.coerce.number().max(9) });

  test("its thread gets what the schema makes of the input", async () => {
    await using threads = new ThreadFixture({ echo: new Echo({ schema }) });
    expect((await threads.run("echo", { n: "7" })).tasks[0]?.output).toEqual({ inline: { n: 7 } });
  });

  test("what the schema does not take fails the attempt for good, and no thread is started for it", async () => {
    await using threads = new ThreadFixture({ echo: new Echo({ schema }).setAsCritical() });
    const { tasks, error } = await threads.run("echo", { n: 10 });
    expect([error?.code, tasks[0]?.attempts.length]).toEqual(["invalid_payload", 1]);
    expect(error?.message).toMatch(/^Routine Echo, slot "trigger": n: /);
    expect(threads.pool.threads).toBe(0);
  });

  test.each<[string, SlotOptions, JsonObject[]]>([
    ["of a merge function", { mergeStrategy: addUp }, [{ n: 1 }, { n: 3 }]],
    ["of append", { mergeStrategy: "append" }, [{ n: [1] }, { n: [1, 2] }]],
  ])("decision 5: its thread gets what comes %s", async (_what, options, outputs) => {
    await using flow = new Flow({ flowId: "merging" });
    const [numbers, echo] = [new Numbers(), new Echo(options)];
    flow.addRoutine(numbers, "numbers");
    flow.addRoutine(echo, "echo");
    flow.connect("numbers", "each", "echo", "trigger");
    const { state } = await flow.execute("numbers", { numbers: [1, 2] });
    expect(state.tasks.slice(1).map((task) => task.output)).toEqual(outputs.map((inline) => ({ inline })));
  });
});

describe("a function on a thread that defers itself", () => {
  test("decision 9: has not failed, and runs again from its beginning when its time has come", async () => {
    await using threads = new ThreadFixture({ later: new ThreadRoutine("comeBackLater") });
    const [jobId = ""] = await threads.start("later");
    const { tasks: waiting, counts } = await threads.reached(jobId, (state) => state.counts.retrying === 1);
    expect([waiting[0]?.dueAtMs, counts.running]).toEqual([threads.clock.nowMs() + 1_000, 0]);
    await threads.clock.advance(1_000);
    const { tasks } = await threads.ended(jobId);
    expect(tasks[0]).toMatchObject({
      failures: 0,
      output: { inline: { attempt: 2, activation: 1, runs: 1 } }, // what its first attempt has recorded stays
      attempts: [{ error: null, lost: false }, { error: null }],
    });
    const emitted = (await threads.fixture.history(jobId)).filter(({ kind }) => kind === "emitted");
    expect(emitted).toHaveLength(1);
  });

  test("to a time that is none fails, by name", async () => {
    await using threads = new ThreadFixture({ later: new ThreadRoutine("deferToNothing") });
    expect((await threads.run("later")).error?.message).toBe('Routine "later": NaN is no time to defer to');
  });
});

test("activation says which message of its slot a thread's call is for", async () => {
  await using threads = new ThreadFixture({ which: new ThreadRoutine("whichActivation") });
  const entries = [1, 2, 3].map((n) => ({ routine: "which", slot: "trigger", data: { n } }));
  const { tasks } = await threads.ended(await threads.startJob(entries));
  expect(tasks.map((task) => task.output)).toEqual([1, 2, 3].map((n) => ({ inline: { n, activation: n } })));
});
