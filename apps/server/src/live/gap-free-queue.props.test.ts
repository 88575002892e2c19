import fc from "fast-check";
import { expect, test } from "vitest";
import { GapFreeQueue } from "./gap-free-queue.ts";

/** A stream that is stored first and published a little later, as history is, and one viewer of it. */
class Model {
  readonly seen: number[] = [];
  readonly queue: GapFreeQueue<number>;
  readonly #capacity: number;
  #stored = 0;
  #published = 0;
  #catchingUp = true;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.queue = new GapFreeQueue<number>({ positionOf: (item) => item, capacity });
  }

  get stored(): number {
    return this.#stored;
  }

  append(count: number): void {
    this.#stored += count;
  }

  publish(count: number): void {
    const upTo = Math.min(this.#stored, this.#published + count);
    const items = Array.from({ length: upTo - this.#published }, (_, index) => this.#published + index + 1);
    this.#published = upTo;
    this.queue.offer(items);
    expect(this.queue.size).toBeLessThanOrEqual(this.#capacity);
  }

  take(): void {
    this.seen.push(...this.queue.take());
  }

  begin(): void {
    if (!this.#catchingUp && !this.queue.behind) return;
    this.queue.beginCatchUp();
    this.#catchingUp = true;
  }

  /** The store is read: the viewer gets all that it lacks. */
  read(): void {
    if (!this.#catchingUp) return;
    for (let next = this.seen.length + 1; next <= this.#stored; next++) this.seen.push(next);
    this.queue.caughtUpTo(this.#stored);
    this.#catchingUp = false;
  }
}

const step = fc.oneof(
  fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("publish" as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("take" as const) }),
  fc.record({ kind: fc.constant("begin" as const) }),
  fc.record({ kind: fc.constant("read" as const) }),
);

test("Q1, Q3: whatever the interleaving, a viewer sees 1..n once each and in order, within the capacity", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (steps, capacity) => {
      const model = new Model(capacity);
      for (const action of steps) {
        if (action.kind === "append") model.append(action.count);
        else if (action.kind === "publish") model.publish(action.count);
        else model[action.kind]();
      }
      model.publish(Number.MAX_SAFE_INTEGER);
      model.begin();
      model.read();
      model.take();
      expect(model.seen).toEqual(Array.from({ length: model.stored }, (_, index) => index + 1));
    }),
  );
});
