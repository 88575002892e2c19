import type { HistoryEvent, JobState, SlotState } from "@gantry/contracts";
import { slotKey } from "./compiled-flow.ts";
import { findTask } from "./job-state.ts";
import { addWaiting, takeOldest } from "./waiting-messages.ts";

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
        const key = slotKey(target, slot);
        if (into === "wait") addWaiting(slotOf(draft, key).waiting, { ...message, atMs: event.atMs });
        if (into === "collection") slotOf(draft, key).messages.push(message);
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
  const count = (task.recorded[name] ?? 0) + 1;
  if (task.status === "running")
    task.recorded[name] = count; // the draft's own (see thaw), however many names it has
  else draft.tasks[task.ordinal - 1] = { ...task, recorded: { ...task.recorded, [name]: count } };
}

/** The draft's own (see thaw): its lists may be written, since thousands of messages may collect in one Slot. */
function slotOf(draft: JobState, key: string): SlotState {
  const known = draft.slots[key];
  if (known) return known;
  const slot: SlotState = { messages: [], waiting: [] };
  draft.slots[key] = slot;
  return slot;
}

/** An activation takes the oldest waiting message of each connection; an appending Slot collects what it takes. */
export function takeWaiting(
  draft: JobState,
  key: string,
  consumes: readonly (number | null)[],
  collects: boolean,
): void {
  if (consumes.length === 0) return;
  const { waiting, messages } = slotOf(draft, key);
  const taken = takeOldest(waiting, consumes);
  if (collects) for (const { connection, value } of taken) messages.push({ connection, value });
}
