/**
 * The watchdog's thread. It waits for the loop's next beat, without a timer that the loop would have to turn for; when
 * none comes it writes to standard error itself: the process's log is on the other side of the block.
 */
import { writeSync } from "node:fs";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { describeBlock, type Suspicion } from "./describe-block.ts";
import { LoopBoard } from "./loop-board.ts";

const STANDARD_ERROR = 2;

export interface WatchdogData {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly warnAfterMs: number;
}

/** Tells the thread what the number of a routine stands for. */
export interface RoutineName {
  readonly routine: number;
  readonly name: string;
}

const { cells, warnAfterMs } = workerData as WatchdogData;
const board = new LoopBoard(cells);
const names = new Map<number, string>();

for (;;) watchOneBeat();

/** Reports a block when it has lasted for the limit, and then each time that it has lasted twice as long. */
function watchOneBeat(): void {
  const seen = board.beats;
  let blockedMs = 0;
  for (let nextMs = warnAfterMs; !board.beatWithin(nextMs, seen); nextMs = blockedMs) {
    blockedMs += nextMs;
    const suspected = suspicion();
    if (suspected) writeSync(STANDARD_ERROR, `gantry: ${describeBlock(blockedMs, suspected, "has been")}\n`);
  }
}

/** null: no handler runs. */
function suspicion(): Suspicion | null {
  learnNames();
  const { current, running } = board;
  if (current !== null) return { kind: "by", routine: nameOf(current) };
  return running.length === 0 ? null : { kind: "among", routines: running.map(nameOf) };
}

function learnNames(): void {
  if (parentPort === null) return;
  for (let next = receiveMessageOnPort(parentPort); next; next = receiveMessageOnPort(parentPort)) {
    const { routine, name } = next.message as RoutineName;
    names.set(routine, name);
  }
}

function nameOf(routine: number): string {
  return names.get(routine) ?? `routine ${routine}`;
}
