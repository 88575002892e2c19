import fc from "fast-check";
import { expect, test } from "vitest";
import { addWaiting, oldestOf, takeOldest, waitingCounts } from "./waiting-messages.ts";

const connection = fc.constantFrom(null, 0, 1, 2, 3);
const messageOf = (from: number | null, n: number) => ({ connection: from, value: { inline: n }, atMs: n });

/** What is asked of a list: to take one message in, or the oldest of some connections, each once, out. */
const step = fc.oneof(
  { weight: 3, arbitrary: connection.map((from) => ({ kind: "add", from }) as const) },
  { weight: 1, arbitrary: fc.uniqueArray(connection).map((from) => ({ kind: "take", from }) as const) },
  { weight: 1, arbitrary: fc.nat(4).map((count) => ({ kind: "batch", count }) as const) },
);

test("decision 4: what is taken is the oldest of each connection in the order asked for, and the others keep theirs", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const waiting: ReturnType<typeof messageOf>[] = [];
      let expected: typeof waiting = [];
      for (const [n, each] of steps.entries()) {
        if (each.kind === "add") {
          addWaiting(waiting, messageOf(each.from, n));
          expected = [...expected, messageOf(each.from, n)];
        } else {
          const from = each.kind === "take" ? each.from : expected.slice(0, each.count).map((one) => one.connection);
          const left = expected.slice();
          const taken = from.flatMap((wanted) => {
            const at = left.findIndex((one) => one.connection === wanted);
            return at < 0 ? [] : left.splice(at, 1);
          });
          expect(oldestOf(waiting, from)).toEqual(taken);
          expect(takeOldest(waiting, from)).toEqual(taken);
          expected = left;
        }
        expect(waiting).toEqual(expected);
        for (const from of [null, 0, 1, 2, 3]) {
          const count = expected.filter((one) => one.connection === from).length;
          expect(waitingCounts(waiting).get(from) ?? 0).toBe(count);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("a list that somebody else has filled is counted anew", () => {
  const waiting = [messageOf(1, 1)];
  expect([...waitingCounts(waiting)]).toEqual([[1, 1]]);
  waiting.push(messageOf(2, 2));
  expect([...waitingCounts(waiting)]).toEqual([
    [1, 1],
    [2, 1],
  ]);
});
