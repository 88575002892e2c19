import { ActivationPolicy, type ConnectionDefinition, type FlowDefinition } from "@gantry/contracts";

/** A Routine as its Connections see it. */
export interface Connectable {
  hasSlot(name: string): boolean;
  hasEvent(name: string): boolean;
}

/** Every fault that would keep the Flow from running, as sentences that name the Routine, Slot or Event; [] when it is sound. */
export function validateFlow({ routines, connections, maxWorkers, maxTasksPerJob }: FlowDefinition): string[] {
  const faults: string[] = [];
  const byName = new Map<string, Connectable>();
  for (const { name, slots, events, attemptTimeoutMs } of routines) {
    if (byName.has(name)) faults.push(`There are two routines "${name}"`);
    if (attemptTimeoutMs !== null && !(attemptTimeoutMs > 0))
      faults.push(
        `Routine "${name}": its timeout must be a number of milliseconds above 0, not ${String(attemptTimeoutMs)}`,
      );
    const [slotNames, eventNames] = [namesOf(slots), namesOf(events)];
    byName.set(name, { hasSlot: (slot) => slotNames.has(slot), hasEvent: (event) => eventNames.has(event) });
    for (const slot of slots)
      faults.push(...activationFaults(slot.activation).map((fault) => `Slot ${name}.${slot.name}: ${fault}`));
  }
  if (routines.length === 0) faults.push("The flow has no routines");
  if (maxWorkers !== null && !isCount(maxWorkers))
    faults.push(`maxWorkers must be a whole number above 0, not ${String(maxWorkers)}`);
  if (!isCount(maxTasksPerJob))
    faults.push(`maxTasksPerJob must be a whole number above 0, not ${String(maxTasksPerJob)}`);
  return [...faults, ...connections.flatMap((connection) => validateConnection(byName, connection))];
}

function activationFaults(activation: ActivationPolicy): string[] {
  const { success, error } = ActivationPolicy.safeParse(activation);
  if (success) return [];
  const { kind } = activation;
  if (kind === "batch" && !isCount(activation.size))
    return [`a batch's size must be a whole number above 0, not ${String(activation.size)}`];
  return error.issues.map(({ path, message }) => `its activation's ${path.join(".")}: ${message}`);
}

const namesOf = (named: readonly { readonly name: string }[]): ReadonlySet<string> =>
  new Set(named.map(({ name }) => name));

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

/** The faults of one Connection between these Routines. */
export function validateConnection(
  routines: ReadonlyMap<string, Connectable>,
  connection: ConnectionDefinition,
): string[] {
  const { source, event, target, slot } = connection;
  const label = `Connection ${source}.${event} → ${target}.${slot}`;
  const faults: string[] = [];
  const from = routines.get(source);
  const to = routines.get(target);
  if (!from) faults.push(`${label}: there is no routine "${source}"`);
  else if (!from.hasEvent(event)) faults.push(`${label}: routine "${source}" has no event "${event}"`);
  if (!to) faults.push(`${label}: there is no routine "${target}"`);
  else if (!to.hasSlot(slot)) faults.push(`${label}: routine "${target}" has no slot "${slot}"`);
  return faults;
}
