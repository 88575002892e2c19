import type { GenericProgressState } from "@gantry/contracts";
import { expect, test } from "vitest";
import { progressFacts, remainingText } from "./progress-facts.ts";

const progress = (overrides: Partial<GenericProgressState>): GenericProgressState => ({
  currentStep: null,
  totalSteps: null,
  percentage: 0,
  message: "",
  itemsProcessed: null,
  totalItems: null,
  context: {},
  startedAtMs: null,
  estimatedRemainingMs: null,
  ...overrides,
});

const textOf = (overrides: Partial<GenericProgressState>): string[] =>
  progressFacts(progress(overrides)).map(({ label, value }) => `${label}: ${value}`);

test("page 5: phase, mode, current item, steps and items come first, whatever their service calls them", () => {
  const context = { item_name: "AAPL", mode: "backfill", phase: "loading" };
  expect(textOf({ context, currentStep: 3, totalSteps: 10, itemsProcessed: 1_250, totalItems: 5_000 })).toEqual([
    "Phase: loading",
    "Mode: backfill",
    "Item: AAPL",
    "Step: 3 of 10",
    "Items: 1,250 of 5,000",
  ]);
});

test("other plain values of the context and its metrics follow, under readable names", () => {
  const context = { timeframe: "1h", metrics: { train_loss: 0.031_234_5, gpuUtilization: 87 }, rows: [1, 2] };
  expect(textOf({ context })).toEqual(["Timeframe: 1h", "Train loss: 0.03123", "Gpu utilization: 87"]);
});

test("an unknown total is left out, and nothing reported is nothing shown", () => {
  expect(textOf({ itemsProcessed: 7 })).toEqual(["Items: 7"]);
  expect(textOf({ context: { phase: "", mode: null } })).toEqual([]);
});

test.each([
  [null, null],
  [0, null],
  [400, "almost done"],
  [40_900, "about 40 s left"],
  [171_000, "about 2 min left"],
])("what remains of %s ms reads %s", (estimatedRemainingMs, text) => {
  expect(remainingText(progress({ estimatedRemainingMs }))).toBe(text);
});
