import { expect, test } from "vitest";
import { Flow } from "../../src/index.ts";
import { ThreadFixture } from "./thread-fixture.ts";
import { ThreadRoutine, WORK } from "./thread-routine.ts";
import { until } from "./until.ts";

const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 };

test.each([
  ["exitProcess", "worker exited with code: 3"],
  ["throwOutside", "nobody catches this"],
  ["eatMemory", "Worker terminated due to reaching memory limit: JS heap out of memory"],
])(
  "a thread that ends under its call (%s) fails the attempt with the reason, and harms no other",
  async (crash, why) => {
    const routines = { crash: new ThreadRoutine(crash), other: new ThreadRoutine("computeTogether") };
    await using threads = new ThreadFixture(routines, { maxThreads: 2, resourceLimits: LIMITS });
    const [other = ""] = await threads.start("other", { together: 2, ticks: 0 });
    await until(() => threads.beacon.read("running") === 1);
    const message = `Routine "crash": its thread ended under it: ${why}`;
    expect((await threads.run("crash")).error).toEqual({ code: "thread_crashed", message });
    threads.beacon.raise("running"); // the other one, in the middle of its loop all the while, may end now
    expect((await threads.ended(other)).status).toBe("completed");
    expect((await threads.run("other", { together: 0, ticks: 0 })).status).toBe("completed");
  },
);

test("a call whose thread cannot even start fails with the reason, and does not wait for ever", async () => {
  const routines = { which: new ThreadRoutine("whichThread") };
  await using threads = new ThreadFixture(routines, { resourceLimits: { maxOldGenerationSizeMb: 2 } });
  const { error } = await threads.run("which");
  expect(error?.code).toBe("thread_crashed");
  expect(error?.message).toMatch(/^No thread could be started: .*memory limit/);
});

test("what a thread said before it ended is recorded", async () => {
  await using threads = new ThreadFixture({ exit: new ThreadRoutine("exitProcess") });
  const [jobId = ""] = await threads.start("exit");
  await threads.ended(jobId);
  expect((await threads.log(jobId)).map(({ message }) => message)).toEqual(["the last words"]);
});

test("what waits for a thread is served although the one that it waited for crashed", async () => {
  const routines = { exit: new ThreadRoutine("exitProcess"), which: new ThreadRoutine("whichThread") };
  await using threads = new ThreadFixture(routines, { maxThreads: 1 });
  const [crashed] = await threads.start("exit");
  const waiting = await threads.start("which", {}, {});
  expect((await threads.ended(crashed)).status).toBe("failed");
  for (const jobId of waiting) expect((await threads.ended(jobId)).status).toBe("completed");
});

test("decision 9: an error keeps its message, its code, and its word on retrying", async () => {
  const retrying = new ThreadRoutine("explain").setErrorHandler({ strategy: "retry", maxRetries: 3 });
  await using threads = new ThreadFixture({ explain: retrying });
  const { tasks, error } = await threads.run("explain");
  expect([error, tasks[0]?.attempts.length]).toEqual([{ code: "overflow", message: "the sum does not fit" }, 1]);
});

test.each([
  ["emitUnknown", "handler_error", 'Routine "work" has no event "dome"; it has done'],
  ["emitNoJson", "handler_error", /^Routine "work", event "done": the data must be JSON, but .*BigInt/],
  ["returnNoJson", "handler_error", /^Routine "work", its result: the data must be JSON, but .*BigInt/],
  ["setStatToNothing", "handler_error", 'Routine "work", stat "counted": NaN is not a finite number'],
  ["missing", "invalid_target", `Routine "work": "missing" must be a function, but ${WORK.href} has no such export`],
  ["notAFunction", "invalid_target", /"notAFunction" must be a function, but .* exports number under that name$/],
])("bad use fails the attempt and says what is wrong: %s", async (exportName, code, message) => {
  await using threads = new ThreadFixture({ work: new ThreadRoutine(exportName) });
  const { error } = await threads.run("work");
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) as unknown });
});

test("a module that cannot be loaded fails the attempt, which is not tried again", async () => {
  const broken = new URL("data:text/javascript,import 'node:nothing'");
  const routine = new ThreadRoutine("work", broken).setAsCritical();
  await using threads = new ThreadFixture({ broken: routine });
  const { error, tasks } = await threads.run("broken");
  expect(error?.message).toMatch(/^Routine "broken": its thread cannot load data:.*node:nothing/);
  expect([error?.code, tasks[0]?.attempts.length]).toEqual(["invalid_target", 1]);
});

test("validate names a module that is not there, and a Routine half on a thread", () => {
  const flow = new Flow({ flowId: "f" });
  const half = new ThreadRoutine("work");
  half.defineSlot("input", () => undefined);
  flow.addRoutine(new ThreadRoutine("work", new URL("./nowhere.ts", import.meta.url)), "lost");
  flow.addRoutine(new ThreadRoutine(""), "nameless");
  flow.addRoutine(half, "half");
  expect(flow.validate()).toEqual([
    expect.stringMatching(/^Routine "lost", slot "trigger": there is no module .*nowhere\.ts$/),
    'Routine "nameless", slot "trigger": its exportName must name an export of the module',
    'Routine "half": slot "trigger" runs on a thread and slot "input" does not; make two routines of it, or define both with defineThreadSlot',
  ]);
});
