import type {
  ActivationPolicy,
  ConnectionDefinition,
  FlowDefinition,
  RoutineDefinition,
  SlotDefinition,
} from "@gantry/contracts";

/** A Connection with its index in the Flow, by which history refers to it. */
export interface IndexedConnection extends ConnectionDefinition {
  readonly index: number;
}

/** A FlowDefinition with the look-ups that deciding needs. Built once per Flow; holds no state of any Job. */
export interface CompiledFlow {
  readonly definition: FlowDefinition;
  /** @throws when the Flow has no such Routine: validation admits none. */
  routine(name: string): RoutineDefinition;
  /** @throws when the Routine has no such Slot. */
  slot(routine: string, slot: string): SlotDefinition;
  /** The ordinal of a Routine's one Task in a planned Flow. */
  plannedOrdinal(routine: string): number;
  /** In connect order. */
  outgoing(routine: string, event: string): readonly IndexedConnection[];
  /** The connected sources of a Slot, each once, in connect order. */
  sources(routine: string, slot: string): readonly IndexedConnection[];
  /** Slots whose messages wait only so long; none in most Flows. */
  readonly timedSlots: readonly { readonly routine: string; readonly slot: string }[];
}

export const slotKey = (routine: string, slot: string): string => `${routine}.${slot}`;

const isTimed = (activation: ActivationPolicy): boolean =>
  activation.kind !== "each" &&
  (typeof activation.maxWaitMs === "number" || (activation.kind === "batch" && activation.quietMs !== undefined));

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function eachOnce(incoming: readonly IndexedConnection[]): readonly IndexedConnection[] {
  const seen = new Set<string>();
  return incoming.filter(({ source, event }) => {
    const key = slotKey(source, event);
    return !seen.has(key) && seen.add(key);
  });
}

export function compileFlow(definition: FlowDefinition): CompiledFlow {
  const routines = new Map(definition.routines.map((routine) => [routine.name, routine]));
  const slots = new Map(
    definition.routines.flatMap((routine) => routine.slots.map((slot) => [slotKey(routine.name, slot.name), slot])),
  );
  const ordinals = new Map(definition.routines.map((routine, index) => [routine.name, index + 1]));
  const connections = definition.connections.map((connection, index) => ({ ...connection, index }));
  const bySource = groupBy(connections, (connection) => slotKey(connection.source, connection.event));
  const sources = new Map(
    [...groupBy(connections, ({ target, slot }) => slotKey(target, slot))].map(([key, incoming]) => [
      key,
      eachOnce(incoming),
    ]),
  );

  const must = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`Flow ${definition.flowId} has no ${what}`);
    return found;
  };
  return {
    definition,
    routine: (name) => must(routines.get(name), `routine "${name}"`),
    slot: (routine, slot) => must(slots.get(slotKey(routine, slot)), `slot "${routine}.${slot}"`),
    plannedOrdinal: (name) => must(ordinals.get(name), `routine "${name}"`),
    outgoing: (routine, event) => bySource.get(slotKey(routine, event)) ?? [],
    timedSlots: definition.routines.flatMap(({ name: routine, slots: own }) =>
      own.filter(({ activation }) => isTimed(activation)).map((slot) => ({ routine, slot: slot.name })),
    ),
    sources: (routine, slot) => sources.get(slotKey(routine, slot)) ?? [],
  };
}
