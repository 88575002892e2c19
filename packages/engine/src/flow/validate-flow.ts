import { slotKey } from "../core/index.ts";
import type { FlowDefinition } from "@gantry/contracts";

/** Every fault that would keep the Flow from running, as sentences that name the Routine, Slot or Event; [] when it is sound. */
export function validateFlow(definition: FlowDefinition): string[] {
  const { routines, connections, maxWorkers } = definition;
  const faults: string[] = [];
  const routineNames = new Set<string>();
  const slots = new Set<string>();
  const events = new Set<string>();
  for (const routine of routines) {
    if (routineNames.has(routine.name)) faults.push(`There are two routines "${routine.name}"`);
    routineNames.add(routine.name);
    for (const slot of routine.slots) slots.add(slotKey(routine.name, slot.name));
    for (const event of routine.events) events.add(slotKey(routine.name, event.name));
  }
  if (routines.length === 0) faults.push("The flow has no routines");
  if (maxWorkers !== null && !(Number.isInteger(maxWorkers) && maxWorkers > 0)) {
    faults.push(`maxWorkers must be a whole number above 0, not ${String(maxWorkers)}`);
  }
  for (const { source, event, target, slot } of connections) {
    const label = `Connection ${source}.${event} → ${target}.${slot}`;
    if (!routineNames.has(source)) faults.push(`${label}: there is no routine "${source}"`);
    else if (!events.has(slotKey(source, event))) faults.push(`${label}: routine "${source}" has no event "${event}"`);
    if (!routineNames.has(target)) faults.push(`${label}: there is no routine "${target}"`);
    else if (!slots.has(slotKey(target, slot))) faults.push(`${label}: routine "${target}" has no slot "${slot}"`);
  }
  return faults;
}
