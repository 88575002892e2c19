import type { LiveFrame } from "@gantry/contracts";

/** Events folded in one go; between two such slices the time budget is looked at. */
const SLICE_EVENTS = 1_000;

/** Items waiting beyond this are thrown away: asking again from our position is cheaper than holding them. */
export const QUEUE_MAX_ITEMS = 100_000;

/** Frames that arrived and are not folded yet, in order, cut into slices that fit between two paints. */
export class FrameQueue {
  #slices: LiveFrame[] = [];
  #items = 0;

  get isEmpty(): boolean {
    return this.#slices.length === 0;
  }

  /** @returns false when there is no room: the queue is then empty and its owner must catch up anew. */
  push(frame: LiveFrame): boolean {
    this.#items += frame.events.length + frame.logs.length;
    if (this.#items > QUEUE_MAX_ITEMS) {
      this.clear();
      return false;
    }
    this.#slices.push(...sliceFrame(frame));
    return true;
  }

  shift(): LiveFrame | undefined {
    const slice = this.#slices.shift();
    if (slice !== undefined) this.#items -= slice.events.length + slice.logs.length;
    return slice;
  }

  clear(): void {
    this.#slices = [];
    this.#items = 0;
  }
}

function sliceFrame(frame: LiveFrame): LiveFrame[] {
  if (frame.events.length <= SLICE_EVENTS) return [frame];
  const slices: LiveFrame[] = [];
  for (let start = 0; start < frame.events.length; start += SLICE_EVENTS) {
    const events = frame.events.slice(start, start + SLICE_EVENTS);
    // All else travels with the first slice: a snapshot comes before the events that follow it.
    slices.push(
      start === 0
        ? { ...frame, events }
        : { ...frame, events, logs: [], snapshots: [], workflows: [], removedWorkflowIds: [], system: null },
    );
  }
  return slices;
}
