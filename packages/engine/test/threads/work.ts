/** What the tests run on threads. Where a test must see into a computation it shares a Beacon with it. */
import { threadId } from "node:worker_threads";
import type { JsonObject } from "@gantry/contracts";
import type { ThreadContext } from "../../src/threads/index.ts";
import { Beacon } from "./beacon.ts";

const beacon = Beacon.find();
const spin = (until: () => boolean): void => {
  while (!until());
};

export const notAFunction = 42;

const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));

export const fibonacci = ({ n }: { readonly n: number }): number => fib(n);

export const whichThread = (): number => threadId;

export const explain = (): never => {
  throw Object.assign(new RangeError("the sum does not fit"), { code: "overflow", retryable: false });
};

/** Everything that a context can do, in order, its functions taken out of it. */
export async function saysEverything(data: JsonObject, context: ThreadContext): Promise<JsonObject> {
  const { log, emit, sharedData, progress, incrementStat, sleep } = context;
  progress(10, "begun");
  for (let line = 1; line <= 50; line += 1) log("info", `line ${line}`, { line });
  sharedData.set("seen", data);
  emit("done", { n: 1 });
  emit("done", { n: 2 });
  const seen = (await sharedData.get("seen")) ?? null;
  const calls = await incrementStat("calls", 2);
  await sleep(1_000);
  progress(90, "almost");
  const { jobId, taskId, attempt, routine, config } = context;
  return { seen, calls, jobId, taskId, attempt, routine, config };
}

/** Computes until so many of it compute at the same time, and the main thread's event loop has ticked meanwhile. */
export function computeTogether({ together, ticks }: { readonly together: number; readonly ticks: number }): void {
  beacon.raise("running");
  spin(() => beacon.read("running") >= together && beacon.read("ticks") >= ticks);
}

/** Never returns, and looks at nothing. */
export function runAway(): never {
  beacon.raise("running");
  for (;;) beacon.raise("spins");
}

/** Never returns to the event loop either, but looks whether it should stop. */
export function computeUntilStopped(_data: JsonObject, { signal }: ThreadContext): void {
  beacon.raise("running");
  spin(() => signal.aborted);
  beacon.raise("stopped");
  throw signal.reason;
}

export async function waitUntilStopped(_data: JsonObject, { signal }: ThreadContext): Promise<void> {
  beacon.raise("running");
  await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
}

export function exitProcess(_data: JsonObject, { log }: ThreadContext): void {
  log("info", "the last words");
  process.exit(3);
}

export async function throwOutside(): Promise<void> {
  setTimeout(() => {
    throw new Error("nobody catches this");
  });
  await new Promise(() => undefined);
}

export function eatMemory(): void {
  const eaten: number[][] = [];
  for (;;) eaten.push(Array.from({ length: 10_000 }, (_, index) => index));
}

export async function countTo({ times }: { readonly times: number }, context: ThreadContext): Promise<void> {
  beacon.raise("running");
  spin(() => beacon.read("running") >= 4);
  for (let time = 0; time < times; time += 1) {
    void context.incrementStat("counted");
    await context.updateStat("doubled", (value) => value + 2);
  }
}

/** Emits the same in every attempt, and fails in the first. */
export function failFirst(_data: JsonObject, { attempt, emit, log, sharedData, incrementStat }: ThreadContext): void {
  for (const n of [1, 2, 3]) emit("done", { n });
  sharedData.set("attempts", attempt);
  void incrementStat("counted");
  log("info", `attempt ${attempt}`);
  if (attempt === 1) throw new Error("not yet");
}

export const emitUnknown = (_data: JsonObject, { emit }: ThreadContext): void => emit("dome", {});

export const emitNoJson = (_data: JsonObject, { emit }: ThreadContext): void =>
  emit("done", { n: 1n as unknown as number });

export const returnNoJson = (): unknown => 1n;

/** Wrong in a way that only the Job's side can tell. */
export const setStatToNothing = (_data: JsonObject, { setStat }: ThreadContext): void => setStat("counted", NaN);

export const echo = (data: JsonObject): JsonObject => data;

/** Counts its runs, and does not get past the first for a second. */
export async function comeBackLater(_data: JsonObject, context: ThreadContext): Promise<JsonObject> {
  const { attempt, activation, queuedAtMs, emit, deferUntil, incrementStat, stats } = context;
  await incrementStat("runs");
  emit("done", { n: attempt });
  await deferUntil(queuedAtMs + 1_000);
  return { attempt, activation, ...(await stats()) };
}

export const deferToNothing = async (_data: JsonObject, { deferUntil }: ThreadContext): Promise<void> =>
  await deferUntil(NaN);

export const whichActivation = (data: JsonObject, { activation }: ThreadContext): JsonObject => ({
  ...data,
  activation,
});
