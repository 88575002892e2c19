import fc from "fast-check";
import { expect, test } from "vitest";
import { takeContinuation } from "./continuation.ts";

const self = (number: number): number => number;

test("any sorted batch with repeats continues a position by exactly the numbers that follow it, up to the first hole", () => {
  const batch = fc.array(fc.integer({ min: 1, max: 40 })).map((numbers) => numbers.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.nat(20), batch, (last, numbers) => {
      const { fresh, gap } = takeContinuation(last, numbers, self);
      expect(fresh).toEqual(fresh.map((_, index) => last + 1 + index));
      const next = last + fresh.length + 1;
      const beyond = numbers.find((number) => number >= next);
      expect(gap).toBe(beyond !== undefined);
    }),
  );
});

test("batches that overlap are taken as if each number had come once", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 20 }), (steps) => {
      let last = 0;
      const seen: number[] = [];
      for (const step of steps) {
        const from = Math.max(1, last - 2);
        const batch = Array.from({ length: last + step - from + 1 }, (_, index) => from + index);
        const { fresh, gap } = takeContinuation(last, batch, self);
        expect(gap).toBe(false);
        seen.push(...fresh);
        last += fresh.length;
      }
      expect(seen).toEqual(seen.map((_, index) => index + 1));
    }),
  );
});
