import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { Flow, Routine } from "../../src/index.ts";
import { Beacon } from "./beacon.ts";
import { ThreadFixture } from "./thread-fixture.ts";
import { ThreadRoutine } from "./thread-routine.ts";
import { until } from "./until.ts";

test("decision 14: what a function on a thread says reaches its Job, in order, and what it returns is the output", async () => {
  await using threads = new ThreadFixture({ every: new ThreadRoutine("saysEverything").setConfig({ unit: "m" }) });
  const [jobId = ""] = await threads.start("every", { a: 1 });
  const state = await threads.ended(jobId, 100); // it sleeps for a second
  const [task] = state.tasks;
  expect(state.status).toBe("completed");
  const identity = { jobId, taskId: task?.taskId, attempt: 1, routine: "every", config: { unit: "m" } };
  expect(task?.output).toEqual({ inline: { seen: { a: 1 }, calls: 2, ...identity } });
  expect(task).toMatchObject({ progressPercent: 100, message: "almost" });
  expect(state.sharedData.seen?.value).toEqual({ inline: { a: 1 } });
  expect(state.stats).toEqual({ every: { calls: 2 } });
  const kinds = (await threads.fixture.history(jobId)).map(({ kind }) => kind);
  expect(kinds.slice(kinds.indexOf("task_started"))).toEqual([
    ...["task_started", "task_progressed", "data_set", "emitted", "emitted", "stat_changed", "task_progressed"],
    ...["task_completed", "job_completed"],
  ]);
  const lines = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`);
  expect((await threads.log(jobId)).map(({ message }) => message)).toEqual(lines);
});

test("decision 14: two activations compute at the same time, and the event loop keeps ticking meanwhile", async () => {
  await using threads = new ThreadFixture({ compute: new ThreadRoutine("computeTogether") }, { maxThreads: 2 });
  const both = { together: 2, ticks: 100 };
  const [first, second] = await threads.start("compute", both, both);
  await until(() => threads.beacon.read("running") === 2);
  // Neither returns before it has seen the other compute and the loop go round a hundred times.
  await until(() => {
    threads.beacon.raise("ticks");
    return threads.beacon.read("ticks") >= 100;
  });
  expect([(await threads.ended(first)).status, (await threads.ended(second)).status]).toEqual([
    "completed",
    "completed",
  ]);
});

test("a pool computes no more at once than it has threads, and then what has waited longest", async () => {
  await using threads = new ThreadFixture({ compute: new ThreadRoutine("computeTogether") }, { maxThreads: 1 });
  const jobIds = await threads.start("compute", ...[1, 2, 3].map((together) => ({ together, ticks: 0 })));
  const ended: string[] = [];
  await Promise.all(jobIds.map((jobId) => threads.ended(jobId).then(() => ended.push(jobId))));
  expect(ended).toEqual(jobIds);
  expect(threads.pool.threads).toBe(1);
});

test("decision 5: stats that four threads count at the same time lose nothing", async () => {
  await using threads = new ThreadFixture({ count: new ThreadRoutine("countTo") }, { maxThreads: 4 });
  const jobIds = await threads.start("count", ...Array.from({ length: 4 }, () => ({ times: 100 })));
  for (const jobId of jobIds) expect((await threads.ended(jobId)).status).toBe("completed");
  const events = (await threads.fixture.histories(jobIds)).flat();
  const last = (name: string) =>
    Math.max(...events.flatMap((event) => (event.kind === "stat_changed" && event.name === name ? [event.value] : [])));
  expect([last("counted"), last("doubled")]).toEqual([400, 800]);
});

test("decision 7: what a failed attempt recorded is not delivered again by its retry", async () => {
  const routine = new ThreadRoutine("failFirst").setErrorHandler({ strategy: "retry", retryDelayMs: 0 });
  await using threads = new ThreadFixture({ fail: routine });
  const [jobId = ""] = await threads.start("fail");
  const state = await threads.ended(jobId);
  const events = await threads.fixture.history(jobId);
  const counts = ["emitted", "data_set", "stat_changed"].map((kind) => events.filter((e) => e.kind === kind).length);
  expect([state.status, state.tasks[0]?.attempts.length, counts]).toEqual(["completed", 2, [3, 1, 1]]);
  expect((await threads.log(jobId)).map(({ message }) => message)).toEqual([
    "attempt 1",
    "emission_diverged",
    "attempt 2",
  ]);
});

class Total extends Routine {
  readonly input = this.defineSlot<{ n: number }>("input", ({ n }, { sharedData }) => sharedData.set("n", n));
}

test("a Flow runs its thread routines without a server, and shuts their threads down", async () => {
  Beacon.light();
  await using flow = new Flow({ flowId: "f" });
  const [source, total] = [new ThreadRoutine("failFirst").setAsCritical({ retryDelayMs: 0 }), new Total()];
  flow.addRoutine(source, "source");
  flow.addRoutine(total, "total");
  flow.connect(source.done, total.input);
  const { state } = await flow.execute("source");
  expect(state.status).toBe("completed");
  expect(state.sharedData.n?.value).toEqual({ inline: 3 });
  expect(flow.definition().routines.map(({ execution }) => execution)).toEqual(["thread", "inline"]);
});

test("decision 3: a script whose threads are idle exits, although nobody shut them down", async () => {
  const script = fileURLToPath(new URL("./script-with-threads.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=source", "--import", "tsx", script]);
  expect(stdout).toBe('{"inline":55}\n{"inline":6765}\n{"inline":832040}\n');
});
