import { isTerminal, type HistoryEvent, type JobState, type JsonObject, type JsonValue } from "@gantry/contracts";
import { evolveAll, type CompiledFlow } from "../core/index.ts";
import { hydrateInput } from "./hydrate-input.ts";
import type { HistoryStore } from "./ports/history-store.ts";
import { Values } from "./values.ts";

/** What a completed Task of an earlier Job left behind. */
export interface ReusableTask {
  readonly output: JsonValue | null;
  readonly emissions: readonly { readonly event: string; readonly key: string; readonly data: JsonValue }[];
  readonly data: readonly { readonly key: string; readonly write: number; readonly value: JsonValue }[];
}

const PAGE = 5_000;

/** The completed Tasks of an ended Job, to be taken over by its retry: once each, where Routine and input are the same. */
export class ReusePool {
  readonly #tasks: Map<string, ReusableTask[]>;

  private constructor(tasks: Map<string, ReusableTask[]>) {
    this.#tasks = tasks;
  }

  /** Reads the history of `jobId`; empty when that Job is gone. */
  static async load(history: HistoryStore, flow: CompiledFlow, jobId: string): Promise<ReusePool> {
    const events = await readAll(history, jobId);
    const state = evolveAll(null, events);
    if (!state || !isTerminal(state.status)) return new ReusePool(new Map());
    return new ReusePool(await collect(flow, state, events, new Values(state.workflowId, history)));
  }

  /** Takes out the completed Task that had this Routine, Slot and input; undefined when there is none (left). */
  take(routine: string, slot: string, input: JsonObject): ReusableTask | undefined {
    return this.#tasks.get(keyOf(routine, slot, input))?.shift();
  }
}

const keyOf = (routine: string, slot: string, input: JsonObject): string => JSON.stringify([routine, slot, input]);

async function collect(
  flow: CompiledFlow,
  state: JobState,
  events: readonly HistoryEvent[],
  values: Values,
): Promise<Map<string, ReusableTask[]>> {
  const pool = new Map<string, ReusableTask[]>();
  for (const task of state.tasks) {
    if (task.status !== "completed" || task.slot === null) continue;
    const own = events.filter((event) => "taskId" in event && event.taskId === task.taskId);
    const reusable: ReusableTask = {
      output: task.output && (await values.unpack(task.output)),
      emissions: await Promise.all(
        own.flatMap((event) =>
          event.kind === "emitted" ? [unpacked(values, { event: event.event, key: event.key }, event.data)] : [],
        ),
      ).then((all) => all.map(({ head, value }) => ({ ...head, data: value }))),
      data: await Promise.all(
        own.flatMap((event) =>
          event.kind === "data_set" ? [unpacked(values, { key: event.key, write: event.write }, event.value)] : [],
        ),
      ).then((all) => all.map(({ head, value }) => ({ ...head, value }))),
    };
    const key = keyOf(task.routine, task.slot, await hydrateInput({ flow, state, values }, task));
    pool.set(key, [...(pool.get(key) ?? []), reusable]);
  }
  return pool;
}

async function unpacked<H>(values: Values, head: H, stored: Parameters<Values["unpack"]>[0]) {
  return { head, value: await values.unpack(stored) };
}

async function readAll(history: HistoryStore, jobId: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for (;;) {
    const page = await history.readEvents(jobId, events.at(-1)?.seq ?? 0, PAGE);
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
