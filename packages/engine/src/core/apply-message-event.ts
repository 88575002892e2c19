import type { HistoryEvent, InputPart, JobState, SlotState } from "@gantry/contracts";
import { slotKey } from "./compiled-flow.ts";
import { findTask } from "./job-state.ts";

const EMPTY: SlotState = { messages: [], waiting: [] };

/** The kinds that carry data between and beside Tasks. `draft` is owned by the fold. */
export function applyMessageEvent(draft: JobState, event: HistoryEvent): void {
  switch (event.kind) {
    case "emitted": {
      draft.emittedCount += 1;
      const routine = draft.routines[event.routine];
      if (routine) draft.routines[event.routine] = { ...routine, emittedCount: routine.emittedCount + 1 };
      count(draft, event.taskId, emissionName(event.event, event.key));
      for (const { connection, routine: target, slot, into } of event.deliveries) {
        const message = { connection, value: event.data };
        if (into === "wait") wait(draft, slotKey(target, slot), { ...message, atMs: event.atMs });
        if (into === "collection") collect(draft, slotKey(target, slot), message);
      }
      return;
    }
    case "data_set":
      count(draft, event.taskId, `data:${event.key}`);
      draft.sharedData[event.key] = {
        value: event.value,
        routine: event.routine,
        taskId: event.taskId,
        atMs: event.atMs,
        seq: event.seq,
      };
      return;
    case "stat_changed":
      count(draft, event.taskId, `stat:${event.name}`);
      draft.stats[event.routine] = { ...draft.stats[event.routine], [event.name]: event.value };
      if (event.change !== undefined) {
        const changes = { ...draft.statChanges?.[event.routine], [event.name]: event.change };
        draft.statChanges = { ...draft.statChanges, [event.routine]: changes };
      }
      return;
    default: // not a kind of this file
  }
}

/** Emissions without a key of their own are numbered (`#1`, `#2` …) and counted together. */
export const emissionName = (event: string, key: string): string =>
  key.startsWith("#") ? `emit:${event}` : `emit:${event}:${key}`;

function count(draft: JobState, taskId: string, name: string): void {
  const task = findTask(draft, taskId);
  if (!task) return;
  const recorded = { ...task.recorded, [name]: (task.recorded[name] ?? 0) + 1 };
  draft.tasks[task.ordinal - 1] = { ...task, recorded };
}

function wait(draft: JobState, key: string, message: SlotState["waiting"][number]): void {
  const slot = draft.slots[key] ?? EMPTY;
  draft.slots[key] = { ...slot, waiting: [...slot.waiting, message] };
}

function collect(draft: JobState, key: string, message: InputPart): void {
  const slot = draft.slots[key] ?? EMPTY;
  draft.slots[key] = { ...slot, messages: [...slot.messages, message] };
}

/** An activation takes the oldest waiting message of each connection; an appending Slot collects what it takes. */
export function takeWaiting(
  draft: JobState,
  key: string,
  consumes: readonly (number | null)[],
  collects: boolean,
): void {
  if (consumes.length === 0) return;
  const slot = draft.slots[key] ?? EMPTY;
  const waiting = slot.waiting.slice();
  const messages = collects ? slot.messages.slice() : slot.messages;
  for (const connection of consumes) {
    const at = waiting.findIndex((message) => message.connection === connection);
    const [message] = at < 0 ? [] : waiting.splice(at, 1);
    if (message && collects) messages.push({ connection, value: message.value });
  }
  draft.slots[key] = { messages, waiting };
}
