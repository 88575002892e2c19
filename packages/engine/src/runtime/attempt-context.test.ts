import type { JobState } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import type { Command } from "../core/index.ts";
import { ManualClock } from "../testing/index.ts";
import { routine } from "../../test/flow-builder.ts";
import { AbortHandle } from "./abort-handle.ts";
import { HandlerContext, type AttemptHost } from "./attempt-context.ts";
import { StatTotals } from "./stat-totals.ts";
import { Values } from "./values.ts";

const definition = routine("a", {
  events: ["out", "other"].map((name) => ({ name, outputParams: [] })),
  config: { n: [1] },
});

function open() {
  const clock = new ManualClock();
  const commands: Command[] = [];
  const logged: unknown[] = [];
  const sharedData: JobState["sharedData"] = {
    seen: { value: { inline: [1] }, routine: "a", taskId: "task_1_1", atMs: 0, seq: 1 },
  };
  const host: AttemptHost = {
    clock,
    values: new Values("wf-1", { readValue: () => Promise.reject(new Error("nothing is stored")) }),
    state: () => ({ sharedData }) as JobState,
    activationOf: () => 1,
    dispatch: (command) => commands.push(command) > 0,
    log: (line) => logged.push(line),
    stats: new StatTotals({ routines: [definition] }),
    settled: () => Promise.resolve(),
  };
  const identity = { workflowId: "wf-1", jobId: "job_1", taskId: "task_1_1", attempt: 1, definition };
  const context = new HandlerContext(host, identity, new AbortHandle());
  return { context, clock, commands, logged };
}

const percents = (commands: readonly Command[]) =>
  commands.flatMap((each) => (each.type === "report_progress" ? [each.percent] : []));
const keys = (commands: readonly Command[]) =>
  commands.flatMap((each) => (each.type === "emit" ? [each.emission.key] : []));

describe("the context of an attempt", () => {
  test("progress is recorded at once, then the newest of each 100 ms", async () => {
    const { context, clock, commands } = open();
    for (const percent of [1, 2, 3]) context.progress(percent);
    expect(percents(commands)).toEqual([1]);
    await clock.advance(100);
    context.progress(4);
    expect(percents(commands)).toEqual([1, 3]);
    await clock.advance(200);
    expect(percents(commands)).toEqual([1, 3, 4]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("what was held back is recorded when the handler ends", () => {
    const { context, clock, commands } = open();
    context.progress(10, "first");
    context.progress(20, "second");
    context.progress(null, "third");
    context.flush();
    expect(commands.at(-1)).toMatchObject({ percent: 20, message: "third" });
    expect(clock.pendingTimers).toBe(0);
  });

  test("percents are held to 0 to 100; what is no number changes none", () => {
    for (const [given, recorded] of [
      [-5, 0],
      [250, 100],
      [NaN, null],
      [null, null],
    ] as const) {
      const { context, commands } = open();
      context.progress(given);
      expect(percents(commands)).toEqual([recorded]);
    }
  });

  test("emissions are numbered per event, unless the caller names them", () => {
    const { context, commands } = open();
    context.emit("out", {});
    context.emit("other", {});
    context.emit("out", {}, { key: "mine" });
    context.emit("out", {});
    expect(keys(commands)).toEqual(["#1", "#1", "mine", "#2"]);
  });

  test("a key that looks like a number of ours is refused", () => {
    expect(() => open().context.emit("out", {}, { key: "#7" })).toThrow(
      'Routine "a", event "out": an emission key must not start with "#"',
    );
  });

  test("writes of shared data and stats are numbered by name", () => {
    const { context, commands } = open();
    context.sharedData.set("k", 1);
    context.sharedData.set("l", 1);
    context.sharedData.set("k", 2);
    context.setStat("seen", 1);
    context.incrementStat("seen");
    const writes = commands.map((each) =>
      each.type === "set_data" ? each.data.write : each.type === "set_stat" ? each.write : null,
    );
    expect(writes).toEqual([1, 1, 2, 1, 2]);
  });

  test("shared data is read as a copy; what nobody wrote is undefined, whatever its name", async () => {
    const { context } = open();
    const read = await context.sharedData.get("seen");
    expect(read).toEqual([1]);
    expect(await context.sharedData.get("seen")).not.toBe(read);
    expect(await context.sharedData.get("constructor")).toBeUndefined();
  });

  test("what cannot be kept is refused by name: no JSON, no number, no key", () => {
    const { context, commands, logged } = open();
    expect(() => context.emit("out", { when: 1n as unknown as number })).toThrow(
      'Routine "a", event "out": the data must be JSON',
    );
    expect(() => context.log("info", "hello", { when: 1n as unknown as number })).toThrow(
      'fields of the log line "hello": the data must be JSON',
    );
    expect(() => context.setStat("seen", Infinity)).toThrow('stat "seen": Infinity is not a finite number');
    expect(() => context.sharedData.set("__proto__", {})).toThrow('shared data "__proto__": this key is not allowed');
    expect([commands, logged]).toEqual([[], []]);
  });
});
