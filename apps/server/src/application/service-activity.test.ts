import { EventEmitter, once } from "node:events";
import type { RoutineDefinition } from "@gantry/contracts";
import type { Attempt, Executor } from "@gantry/engine";
import { expect, test } from "vitest";
import { ServiceActivity } from "./service-activity.ts";

const ADDRESS = "127.0.0.1:8080";

const attemptOn = (baseUrl: string, signal = new AbortController().signal): Attempt =>
  ({
    context: { workflowId: "wf-1", jobId: "job_1", signal },
    definition: { config: { baseUrl } } as unknown as RoutineDefinition,
  }) as unknown as Attempt;

/** An executor whose attempts end when the test says so. */
function gatedExecutor() {
  const gate = new EventEmitter();
  const executor: Executor = {
    resumable: true,
    run: async () => {
      await once(gate, "complete"); // rejects with what is emitted as "error"
      return { output: null };
    },
  };
  return {
    executor,
    complete: () => gate.emit("complete"),
    fail: (error: Error) => gate.emit("error", error),
  };
}

test("an attempt counts on its service from its beginning to its end, which says that the service answers", async () => {
  const activity = new ServiceActivity(() => 500);
  const { executor, complete } = gatedExecutor();
  const running = activity.watched(executor).run(attemptOn(`http://${ADDRESS}`));
  expect(activity.of(ADDRESS)).toEqual({ runningTasks: 1, answeredAtMs: null, fault: null });
  complete();
  await running;
  expect(activity.of(ADDRESS)).toEqual({ runningTasks: 0, answeredAtMs: 500, fault: null });
});

test("a failed attempt leaves its error, which stays when the service answers again", async () => {
  const activity = new ServiceActivity(() => 500);
  const { executor, fail } = gatedExecutor();
  const running = activity.watched(executor).run(attemptOn(`http://${ADDRESS}`));
  fail(new Error("HTTP 500: no"));
  await expect(running).rejects.toThrow("HTTP 500: no");
  activity.answered(ADDRESS);
  expect(activity.of(ADDRESS)).toEqual({
    runningTasks: 0,
    answeredAtMs: 500,
    fault: { message: "HTTP 500: no", atMs: 500, workflowId: "wf-1", jobId: "job_1" },
  });
});

test("an attempt that was told to stop says nothing against its service", async () => {
  const activity = new ServiceActivity(() => 500);
  const { executor, fail } = gatedExecutor();
  const cancelled = AbortSignal.abort(new Error("cancelled"));
  const running = activity.watched(executor).run(attemptOn(`http://${ADDRESS}`, cancelled));
  fail(new Error("cancelled"));
  await expect(running).rejects.toThrow("cancelled");
  expect(activity.of(ADDRESS)).toEqual({ runningTasks: 0, answeredAtMs: null, fault: null });
});

test("it remembers 1,000 quiet services, and every one on which something runs", async () => {
  const activity = new ServiceActivity(() => 500);
  const { executor, complete } = gatedExecutor();
  const running = activity.watched(executor).run(attemptOn("http://busy:1"));
  for (let port = 1; port <= 1_000; port += 1) activity.answered(`quiet:${port}`);
  expect(activity.of("busy:1").runningTasks).toBe(1);
  expect(activity.of("quiet:1").answeredAtMs).toBeNull();
  expect(activity.of("quiet:2").answeredAtMs).toBe(500);
  complete();
  await running;
});
