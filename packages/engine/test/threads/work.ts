/** What the tests run on threads. Signals between threads go over `beacon`, an Int32Array that they share. */
import type { JsonObject } from "@gantry/contracts";
import type { ThreadContext } from "../../src/threads/index.ts";

export const notAFunction = 42;

export const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));

export function fibonacci({ n }: { readonly n: number }): number {
  return fib(n);
}

/** Everything that a context can do, in order. */
export async function saysEverything(data: JsonObject, context: ThreadContext): Promise<JsonObject> {
  const { log, emit, sharedData, progress } = context;
  progress(10, "begun");
  for (let line = 1; line <= 50; line += 1) log("info", `line ${line}`, { line });
  sharedData.set("seen", data);
  emit("done", { n: 1 });
  emit("done", { n: 2 });
  progress(90, "almost");
  const seen = (await sharedData.get("seen")) ?? null;
  const stat = await context.incrementStat("calls", 2);
  const { jobId, taskId, attempt, routine, config } = context;
  return { seen, stat, jobId, taskId, attempt, routine, config };
}
