import fc from "fast-check";
import { expect, test } from "vitest";
import { applyUpdate, initialProgress, type ProgressUpdate } from "./progress-update.ts";

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const update = fc
  .record({
    currentStep: optional(fc.nat(20)),
    totalSteps: optional(fc.nat(20)),
    percentage: optional(fc.double({ min: -50, max: 150 })),
    itemsProcessed: optional(fc.nat(1_000)),
  })
  .map(
    (given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as ProgressUpdate,
  );

test("page 5: whatever is reported, the percentage never decreases and an explicit one counts at least", () => {
  fc.assert(
    fc.property(fc.array(update, { maxLength: 30 }), (updates) => {
      let state = initialProgress(0, null);
      for (const each of updates) {
        const next = applyUpdate(state, each);
        expect(next.percentage).toBeGreaterThanOrEqual(state.percentage);
        expect(next.percentage).toBeLessThanOrEqual(100);
        if (each.percentage !== undefined && !Number.isNaN(each.percentage)) {
          const said = Math.round(Math.min(100, Math.max(0, each.percentage)) * 100) / 100;
          expect(next.percentage).toBe(Math.max(state.percentage, said));
        }
        state = next;
      }
    }),
  );
});
