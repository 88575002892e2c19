import {
  isTerminal,
  type HistoryEvent,
  type JobState,
  type JsonObject,
  type JsonValue,
  type TaskState,
} from "@gantry/contracts";
import { evolveAll, type CompiledFlow } from "../core/index.ts";
import { hydrateInput } from "./hydrate-input.ts";
import type { HistoryStore } from "./ports/history-store.ts";
import type { SlotMerges } from "./slot-merges.ts";
import { Values } from "./values.ts";

/** What a completed Task of an earlier Job left behind. */
export interface ReusableTask {
  readonly output: JsonValue | null;
  readonly emissions: readonly { readonly event: string; readonly key: string; readonly data: JsonValue }[];
  readonly data: readonly { readonly key: string; readonly write: number; readonly value: JsonValue }[];
}

interface PoolSource {
  readonly history: HistoryStore;
  readonly flow: CompiledFlow;
  readonly merges: SlotMerges;
}

const PAGE = 5_000;

/** The completed Tasks of an ended Job, to be taken over by its retry: once each, where Routine and input are the same. */
export class ReusePool {
  readonly #tasks: Map<string, ReusableTask[]>;

  private constructor(tasks: Map<string, ReusableTask[]>) {
    this.#tasks = tasks;
  }

  /** Reads the history of `jobId`; empty when that Job is gone. */
  static async load(source: PoolSource, jobId: string): Promise<ReusePool> {
    const { history } = source;
    const events = await readAll(history, jobId);
    const state = evolveAll(null, events);
    if (!state || !isTerminal(state.status)) return new ReusePool(new Map());
    return new ReusePool(await collect(source, state, events, new Values(state.workflowId, history)));
  }

  /** Takes out the completed Task that had this Routine, Slot and input; undefined when there is none (left). */
  take(routine: string, slot: string, input: JsonObject): ReusableTask | undefined {
    return this.#tasks.get(keyOf(routine, slot, input))?.shift();
  }
}

const keyOf = (routine: string, slot: string, input: JsonObject): string => JSON.stringify([routine, slot, input]);

async function collect(
  { flow, merges }: PoolSource,
  state: JobState,
  events: readonly HistoryEvent[],
  values: Values,
): Promise<Map<string, ReusableTask[]>> {
  const pool = new Map<string, ReusableTask[]>();
  const eventsOf = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    if (event.kind !== "emitted" && event.kind !== "data_set") continue;
    const own = eventsOf.get(event.taskId);
    if (own) own.push(event);
    else eventsOf.set(event.taskId, [event]);
  }
  for (const task of state.tasks) {
    if (task.status !== "completed" || task.slot === null) continue;
    const input = await hydrateInput({ flow, state, values, merges }, task).catch(() => null);
    if (input === null) continue; // its merge function is not here: the Task had better run
    const key = keyOf(task.routine, task.slot, input);
    const reusable = await whatItLeft(task, eventsOf.get(task.taskId) ?? [], values);
    const alike = pool.get(key);
    if (alike) alike.push(reusable);
    else pool.set(key, [reusable]);
  }
  return pool;
}

async function whatItLeft(
  { output }: TaskState,
  events: readonly HistoryEvent[],
  values: Values,
): Promise<ReusableTask> {
  const emissions: { event: string; key: string; data: JsonValue }[] = [];
  const data: { key: string; write: number; value: JsonValue }[] = [];
  for (const event of events) {
    if (event.kind === "emitted")
      emissions.push({ event: event.event, key: event.key, data: await values.unpack(event.data) });
    if (event.kind === "data_set")
      data.push({ key: event.key, write: event.write, value: await values.unpack(event.value) });
  }
  return { output: output && (await values.unpack(output)), emissions, data };
}

async function readAll(history: HistoryStore, jobId: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for (;;) {
    const page = await history.readEvents(jobId, events.at(-1)?.seq ?? 0, PAGE);
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
