/**
 * The messages that wait in a Slot: which are the oldest of their connections, and how they are put in and taken out.
 *
 * Tens of thousands may wait while a slow source lets a fast one run ahead, so nothing here walks through all of them
 * for one. What waits per connection is therefore counted beside the list (a JobState is JSON and has no room for it);
 * a list that is not known here is counted once.
 */
import type { InputPart, SlotState } from "@gantry/contracts";

type WaitingMessage = SlotState["waiting"][number];
type Connection = InputPart["connection"];

interface Tally {
  readonly byConnection: Map<Connection, number>;
  /** Of all connections: a list of another length has been changed by somebody else. */
  total: number;
}

const tallies = new WeakMap<readonly WaitingMessage[], Tally>();

/** How many messages of each connection wait; nothing of those of which none does. */
export const waitingCounts = (waiting: readonly WaitingMessage[]): ReadonlyMap<Connection, number> =>
  tallyOf(waiting).byConnection;

/** Appends a message. */
export function addWaiting(waiting: WaitingMessage[], message: WaitingMessage): void {
  const tally = tallyOf(waiting);
  waiting.push(message);
  add(tally, message.connection, 1);
}

/** Takes out the oldest message of each of these connections, in their order; one that has none is passed over. */
export function takeOldest(waiting: WaitingMessage[], connections: readonly Connection[]): WaitingMessage[] {
  const tally = tallyOf(waiting);
  const positions = positionsOfOldest(waiting, connections);
  const taken = positions.flatMap((at) => waiting[at] ?? []);
  remove(waiting, positions);
  for (const { connection } of taken) add(tally, connection, -1);
  return taken;
}

/** The messages that `takeOldest` would take. */
export const oldestOf = (
  waiting: readonly WaitingMessage[],
  connections: readonly Connection[],
): readonly WaitingMessage[] => positionsOfOldest(waiting, connections).flatMap((at) => waiting[at] ?? []);

function positionsOfOldest(waiting: readonly WaitingMessage[], connections: readonly Connection[]): number[] {
  // A batch, in which a connection may come several times; or a set that came in order.
  if (connections.every((connection, at) => waiting[at]?.connection === connection))
    return connections.map((_connection, at) => at);
  if (areMost(connections, waiting)) {
    const oldest = new Map(waiting.map(({ connection }, at) => [connection, at] as const).reverse());
    return connections.flatMap((connection) => oldest.get(connection) ?? []);
  }
  const counts = waitingCounts(waiting);
  return connections.flatMap((connection) => positionOfOldest(waiting, connection, counts.get(connection) ?? 0));
}

/** Whether one walk through all of them costs less than a search for each: a wide fan-in. */
const areMost = (some: readonly unknown[], all: readonly unknown[]): boolean => some.length * 4 >= all.length;

/** Of several, the oldest has waited long and stands near the front; a single one has mostly just come. */
function positionOfOldest(waiting: readonly WaitingMessage[], connection: Connection, count: number): number[] {
  const isOfIt = (message: WaitingMessage): boolean => message.connection === connection;
  if (count === 0) return [];
  return [count === 1 ? waiting.findLastIndex(isOfIt) : waiting.findIndex(isOfIt)];
}

function remove(waiting: WaitingMessage[], positions: readonly number[]): void {
  if (positions.every((position, index) => position === index)) {
    waiting.splice(0, positions.length);
  } else if (areMost(positions, waiting)) {
    const taken = new Set(positions);
    const left = waiting.filter((_message, at) => !taken.has(at));
    waiting.length = 0;
    for (const message of left) waiting.push(message);
  } else {
    for (const position of positions.slice().sort((a, b) => b - a)) waiting.splice(position, 1);
  }
}

function tallyOf(waiting: readonly WaitingMessage[]): Tally {
  const known = tallies.get(waiting);
  if (known?.total === waiting.length) return known;
  const tally: Tally = { byConnection: new Map(), total: 0 };
  for (const { connection } of waiting) add(tally, connection, 1);
  tallies.set(waiting, tally);
  return tally;
}

function add(tally: Tally, connection: Connection, difference: 1 | -1): void {
  const count = (tally.byConnection.get(connection) ?? 0) + difference;
  if (count > 0) tally.byConnection.set(connection, count);
  else tally.byConnection.delete(connection);
  tally.total += difference;
}
