import type { Delivery, InputPart, SlotDefinition, SlotState, StoredValue, TaskInput } from "@gantry/contracts";
import { slotKey } from "./compiled-flow.ts";
import { failJob } from "./end-job.ts";
import { acceptsWork } from "./job-phase.ts";
import { taskIdOf } from "./task-id.ts";
import type { Transition } from "./transition.ts";
import { oldestOf, waitingCounts } from "./waiting-messages.ts";

/** Where an emission goes and how it enters each Slot; the same source, event and Slot connected twice count once (keeps D6). */
export function deliveriesOf(transition: Transition, routine: string, event: string): Delivery[] {
  if (!acceptsWork(transition.state)) return [];
  const seen = new Set<string>();
  const deliveries: Delivery[] = [];
  for (const connection of transition.flow.outgoing(routine, event)) {
    const key = slotKey(connection.target, connection.slot);
    if (seen.has(key)) continue;
    seen.add(key);
    const slot = transition.flow.slot(connection.target, connection.slot);
    const into = slot.activation.kind !== "each" ? "wait" : collects(slot) ? "collection" : "task";
    deliveries.push({ connection: connection.index, routine: connection.target, slot: connection.slot, into });
  }
  return deliveries;
}

/** Whether its messages are kept: what its handler gets is made of all of them so far. */
const collects = ({ mergeStrategy }: SlotDefinition): boolean =>
  mergeStrategy === "append" || mergeStrategy === "custom";

/** Queues the activations that an emission has made ready; call it once the emission is recorded. */
export function activateDeliveries(transition: Transition, deliveries: readonly Delivery[], value: StoredValue): void {
  for (const delivery of deliveries) {
    if (!acceptsWork(transition.state)) return;
    const { routine, slot, into, connection } = delivery;
    if (hasPlannedTaskBegun(transition, routine)) continue;
    if (into === "task") queueTask(transition, routine, slot, { kind: "override", parts: [{ connection, value }] }, []);
    else if (into === "collection") queueTask(transition, routine, slot, appendInput(transition, routine, slot, 0), []);
    else activateWaiting(transition, routine, slot);
  }
}

/** A Job's entry messages wait in their Slots from the start; each activates its Slot once. */
export function activateEntries(transition: Transition): void {
  for (const { routine, slot } of transition.state.entries) {
    if (acceptsWork(transition.state) && !hasPlannedTaskBegun(transition, routine))
      activate(transition, routine, slot, [null]);
  }
}

/** A planned Flow has one Task per Routine: messages beyond its activation change nothing (keeps D3). */
const hasPlannedTaskBegun = ({ state, flow }: Transition, routine: string): boolean =>
  state.planned && state.tasks[flow.plannedOrdinal(routine) - 1]?.waiting !== "inputs";

/** Activates a Slot for each complete set or batch that waits in it. */
function activateWaiting(transition: Transition, routine: string, slot: string): void {
  for (;;) {
    const set = completeSet(transition, routine, slot);
    if (set === null || !acceptsWork(transition.state) || hasPlannedTaskBegun(transition, routine)) return;
    activate(transition, routine, slot, set);
  }
}

/** The connections whose oldest waiting messages make up the next activation, in connect order; null when incomplete. */
function completeSet(transition: Transition, routine: string, slot: string): (number | null)[] | null {
  const { activation } = transition.flow.slot(routine, slot);
  const waiting = waitingIn(transition, routine, slot);
  if (activation.kind === "batch") {
    return waiting.length < activation.size ? null : waiting.slice(0, activation.size).map((part) => part.connection);
  }
  const sources = transition.flow.sources(routine, slot);
  // Asked with every message: of a fan-in of thousands most answers must cost nothing.
  if (sources.length === 0 || waiting.length < sources.length) return null;
  const arrived = waitingCounts(waiting);
  return arrived.size >= sources.length && sources.every((source) => arrived.has(source.index))
    ? sources.map((source) => source.index)
    : null;
}

/** Activates a Slot with what has come: all that waits for a batch, or one message of each source that waits for a set. */
export function activateIncomplete(transition: Transition, routine: string, slot: string): void {
  const connections = waitingIn(transition, routine, slot).map((part) => part.connection);
  if (connections.length === 0 || !acceptsWork(transition.state)) return;
  const isBatch = transition.flow.slot(routine, slot).activation.kind === "batch";
  const inConnectOrder = (): (number | null)[] => [...new Set(connections)].sort((a, b) => (a ?? -1) - (b ?? -1));
  activate(transition, routine, slot, isBatch ? connections : inConnectOrder());
}

export const waitingIn = (transition: Transition, routine: string, slot: string): SlotState["waiting"] =>
  transition.state.slots[slotKey(routine, slot)]?.waiting ?? [];

function activate(transition: Transition, routine: string, slot: string, consumes: readonly (number | null)[]): void {
  const input: TaskInput = collects(transition.flow.slot(routine, slot))
    ? appendInput(transition, routine, slot, consumes.length)
    : { kind: "override", parts: oldestOf(waitingIn(transition, routine, slot), consumes).map(partOf) };
  queueTask(transition, routine, slot, input, consumes);
}

const partOf = ({ connection, value }: InputPart): InputPart => ({ connection, value });

function appendInput(transition: Transition, routine: string, slot: string, consumed: number): TaskInput {
  const collected = transition.state.slots[slotKey(routine, slot)]?.messages.length ?? 0;
  return { kind: "append", count: collected + consumed };
}

function queueTask(
  transition: Transition,
  routine: string,
  slot: string,
  input: TaskInput,
  consumes: readonly (number | null)[],
): void {
  const { state, flow } = transition;
  const ordinal = state.planned ? flow.plannedOrdinal(routine) : state.tasks.length + 1;
  const { maxTasksPerJob, flowId } = flow.definition;
  if (ordinal > maxTasksPerJob) {
    const message = `Flow ${flowId} made more than ${String(maxTasksPerJob)} tasks in one job, the last for "${routine}": does it loop for ever? Raise maxTasksPerJob if it is meant to.`;
    failJob(transition, { code: "task_limit", message });
    return;
  }
  transition.record({
    kind: "task_queued",
    taskId: taskIdOf(state.jobId, ordinal),
    ordinal,
    routine,
    slot,
    input,
    consumes: [...consumes],
  });
}
