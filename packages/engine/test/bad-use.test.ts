import type { JsonObject } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Flow, Routine, RoutineRegistry, defineRoutine } from "../src/index.ts";

/** Bad use gets an error that names the routine, slot or event, and says what to do. */

class Source extends Routine {
  readonly trigger = this.defineSlot("trigger", () => undefined);
  readonly output = this.defineEvent<{ n: number }>("output", ["n"]);
}

class Sink extends Routine {
  readonly input = this.defineSlot<{ n: number }>("input", () => undefined);
}

function sourceAndSink() {
  const flow = new Flow({ flowId: "etl" });
  const [source, sink] = [new Source(), new Sink()];
  flow.addRoutine(source, "source");
  flow.addRoutine(sink, "sink");
  return { flow, source, sink };
}

type Parts = ReturnType<typeof sourceAndSink>;

/** What somebody without a compiler may pass. */
const anything = (value: unknown): never => value as never;

describe("what is wrong where a Flow is built", () => {
  const frozen = ({ flow }: Parts): void => void flow.definition();

  test.each<[string, (parts: Parts) => unknown, code: string, message: string]>([
    [
      "an id twice",
      ({ flow }) => flow.addRoutine(new Sink(), "sink"),
      "invalid_input",
      'Flow etl has a routine "sink" already',
    ],
    [
      "an instance twice",
      ({ flow, sink }) => flow.addRoutine(sink),
      "invalid_input",
      "This Sink is in flow etl already; make another instance",
    ],
    [
      "a slot's name twice",
      ({ sink }) => sink.defineSlot("input", () => undefined),
      "invalid_input",
      'Routine Sink has a slot "input" already',
    ],
    [
      "an event's name twice",
      ({ source }) => source.defineEvent("output"),
      "invalid_input",
      'Routine Source has an event "output" already',
    ],
    [
      "a handler that is no function",
      ({ sink }) => sink.defineSlot("other", anything("run")),
      "invalid_input",
      'Routine Sink, slot "other": the handler is not a function',
    ],
    [
      "a batch without a size",
      ({ sink }) => sink.defineSlot("many", () => undefined, { activation: anything("batch") }),
      "invalid_input",
      'Routine Sink, slot "many": a batch needs its size: { kind: "batch", size: 10 }',
    ],
    [
      "an activation that there is not",
      ({ sink }) => sink.defineSlot("many", () => undefined, { activation: anything("al") }),
      "invalid_input",
      'Routine Sink, slot "many": activation must be "each", "all" or { kind: "batch", size: 10 }, not "al"',
    ],
    [
      "a kind of activation that there is not",
      ({ flow, sink }) => (
        sink.defineSlot("many", () => undefined, { activation: anything({ kind: "al" }) }),
        flow.definition()
      ),
      "invalid_input",
      "Flow etl cannot run: Slot sink.many: its activation's kind: ",
    ],
    [
      "a merge strategy that there is not",
      ({ sink }) => sink.defineSlot("many", () => undefined, { mergeStrategy: anything("apend") }),
      "invalid_input",
      'Routine Sink, slot "many": mergeStrategy must be "override", "append", "list" or a function, not "apend"',
    ],
    [
      "a Flow without an id",
      () => new Flow(anything({ flowId: "" })).definition(),
      "invalid_input",
      "flowId must be a text that is not empty",
    ],
    [
      "an execution strategy that there is not",
      () => new Flow({ flowId: "etl", executionStrategy: anything("parallel") }).definition(),
      "invalid_input",
      'executionStrategy must be "sequential" or "concurrent", not "parallel"',
    ],
    [
      "a timeout of a Flow that is no number",
      () => new Flow({ flowId: "etl", executionTimeoutMs: NaN }).definition(),
      "invalid_input",
      "executionTimeoutMs must be above 0, not NaN",
    ],
    [
      "a timeout of a Routine that is no number",
      ({ flow, sink }) => (sink.setTimeout(NaN), flow.definition()),
      "invalid_input",
      'Routine "sink": its timeout must be a number of milliseconds above 0, not NaN',
    ],
    [
      "a timeout of a Job that is no number",
      ({ flow }) => flow.execute("source", {}, { timeoutMs: NaN }),
      "invalid_input",
      "Flow etl: timeoutMs must be above 0, not NaN",
    ],
    [
      "something added that is no Routine",
      ({ flow }) => flow.addRoutine(anything({}), "third"),
      "invalid_input",
      "Flow etl: addRoutine takes an instance of a Routine",
    ],
    [
      "an empty id",
      ({ flow }) => flow.addRoutine(new Sink(), ""),
      "invalid_input",
      "Flow etl: a routine's id must not be empty",
    ],
    ["no entry at all", ({ flow }) => flow.execute([]), "invalid_input", "Flow etl: execute needs at least one entry"],
    [
      "a connection from nowhere",
      ({ flow }) => flow.connect("sauce", "output", "sink", "input"),
      "invalid_input",
      'there is no routine "sauce"',
    ],
    [
      "from no such event",
      ({ flow }) => flow.connect("source", "outputs", "sink", "input"),
      "invalid_input",
      'routine "source" has no event "outputs"',
    ],
    [
      "to nowhere",
      ({ flow }) => flow.connect("source", "output", "drain", "input"),
      "invalid_input",
      'there is no routine "drain"',
    ],
    [
      "to no such slot",
      ({ flow }) => flow.connect("source", "output", "sink", "inputs"),
      "invalid_input",
      'routine "sink" has no slot "inputs"',
    ],
    [
      "to a routine that was not added",
      ({ flow, source }) => flow.connect(source.output, new Sink().input),
      "invalid_input",
      "A Sink is not in flow etl: add it with addRoutine first",
    ],
    [
      "an Event that was never defined",
      ({ flow, source, sink }) => flow.connect(anything(source.events.outputs), sink.input),
      "invalid_input",
      "connect takes an Event and a Slot of Routines, or four names: the first is no Event",
    ],
    [
      "an entry that is not there",
      ({ flow }) => flow.execute("start"),
      "invalid_input",
      'Flow etl has no routine "start"; it has source, sink',
    ],
    [
      "an entry without a trigger",
      ({ flow }) => flow.execute("sink"),
      "invalid_input",
      'Routine "sink" cannot be an entry: it has no slot "trigger"',
    ],
    [
      "emit outside of a handler",
      ({ source }) => source.emit(source.output, { n: 1 }),
      "internal",
      "Routine Source: context and emit exist only while a handler runs",
    ],
    [
      "a routine added once frozen",
      (parts) => (frozen(parts), parts.flow.addRoutine(new Sink())),
      "conflict",
      "Flow etl is frozen since its first use: add a routine before that",
    ],
    [
      "a connection once frozen",
      (parts) => (frozen(parts), parts.flow.connect(parts.source.output, parts.sink.input)),
      "conflict",
      "Flow etl is frozen since its first use: connect routines before that",
    ],
    [
      "a slot once frozen",
      (parts) => (frozen(parts), parts.sink.defineSlot("late", () => undefined)),
      "conflict",
      "Routine Sink is frozen since its flow's first use: define a slot before that",
    ],
    [
      "configuration once frozen",
      (parts) => (frozen(parts), parts.sink.setConfig({ n: 1 })),
      "conflict",
      "Routine Sink is frozen since its flow's first use: configure it before that",
    ],
    [
      "an error handler once frozen",
      (parts) => (frozen(parts), parts.sink.setAsOptional()),
      "conflict",
      "Routine Sink is frozen since its flow's first use: set its error handler before that",
    ],
    [
      "a stat once frozen",
      (parts) => (frozen(parts), parts.sink.setStat("n", 1)),
      "conflict",
      'Routine Sink, stat "n": once its Flow is in use only its handlers may set it',
    ],
    [
      "a class that is not registered",
      ({ flow }) => Flow.deserialize(flow.serialize(), new RoutineRegistry().register(Source)),
      "not_found",
      'There is no Routine "Sink" in the registry; it has Source. Register its class first',
    ],
  ])("%s", async (_what, misuse, code, message) => {
    const error: unknown = await Promise.resolve()
      .then(() => misuse(sourceAndSink()))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
  });
});

describe("what is wrong while a Flow runs fails its Job, and says where", () => {
  const looping = () => {
    const flow = new Flow({ flowId: "etl", maxTasksPerJob: 5 });
    const again = defineRoutine({
      name: "Again",
      slots: { trigger: { handler: (_data: JsonObject, { emit }) => emit("more", {}) } },
      events: { more: [] },
    });
    flow.addRoutine(again, "again");
    flow.connect("again", "more", "again", "trigger");
    return flow;
  };
  const only = (routine: Routine) => {
    const flow = new Flow({ flowId: "etl" });
    flow.addRoutine(routine, "only");
    return flow;
  };
  const emitting = (event: string, data: JsonObject) =>
    only(
      defineRoutine({
        name: "Emitting",
        slots: { trigger: { handler: (_data: JsonObject, context) => context.emit(anything(event), anything(data)) } },
        events: { output: z.object({ n: z.number() }) },
      }),
    );

  test.each<[string, () => Flow, entry: string, code: string, message: string]>([
    [
      "a loop over its limit",
      looping,
      "again",
      "task_limit",
      'Flow etl made more than 5 tasks in one job, the last for "again": does it loop for ever?',
    ],
    [
      "a wrong payload",
      () =>
        only(
          defineRoutine({
            name: "Strict",
            slots: { trigger: { schema: z.object({ n: z.number() }), handler: () => undefined } },
          }),
        ),
      "only",
      "invalid_payload",
      'Routine Strict, slot "trigger": n: ',
    ],
    [
      "a wrong emission",
      () => emitting("output", { n: "7" }),
      "only",
      "invalid_payload",
      'Routine Emitting, event "output": n: ',
    ],
    [
      "an event that is not there",
      () => emitting("outputs", {}),
      "only",
      "handler_error",
      'Routine "only" has no event "outputs"; it has output',
    ],
    [
      "an emission that is no JSON",
      () => emitting("output", anything({ n: 1, big: 1n })),
      "only",
      "handler_error",
      'Routine "only", event "output": the data must be JSON',
    ],
  ])("%s", async (_what, build, entry, code, message) => {
    const job = await build().execute(entry);
    expect(job.state.error).toMatchObject({ code, message: expect.stringContaining(message) as string });
  });
});

test.each<[string, thrown: unknown, message: string]>([
  ["undefined", undefined, "Something that is not an Error was thrown: undefined"],
  ["an object", { status: 503 }, 'Something that is not an Error was thrown: {"status":503}'],
  ["an Error without a message", new RangeError(), "RangeError"],
  [
    "something whose properties throw",
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("hands off");
        },
      },
    ),
    "What the handler threw cannot be read: its properties throw",
  ],
])("a handler that throws %s fails its Job, which says so, and nothing else", async (_what, thrown, message) => {
  const flow = new Flow({ flowId: "etl" });
  const handler = () => {
    throw thrown;
  };
  flow.addRoutine(defineRoutine({ name: "throwing", slots: { trigger: { handler } } }));
  const job = await flow.execute("throwing");
  expect([job.state.status, job.state.error]).toEqual(["failed", { code: "handler_error", message }]);
});

test("a Flow that was shut down starts nothing more; waiting on it ends at once, with what ran", async () => {
  const { flow } = sourceAndSink();
  const job = await flow.execute("source");
  await flow.shutdown();
  await expect(flow.execute("source")).rejects.toMatchObject({
    code: "unavailable",
    message: "Flow etl was shut down; make a new one",
  });
  await expect(
    flow.resumeJob({ ...(await job.serialize()), state: { ...job.state, status: "running" } }),
  ).rejects.toThrow("Flow etl was shut down; make a new one");
  expect([await flow.waitForCompletion(), await job.waitForCompletion(), job.state.status]).toEqual([
    true,
    true,
    "completed",
  ]);
});
