import { ManualClock } from "@gantry/engine/testing";
import { describe, expect, test } from "vitest";
import { GenericProgressManager, type ProgressManagerOptions } from "./progress-manager.ts";

const managerOf = (options: Partial<ProgressManagerOptions> = {}) => {
  const clock = new ManualClock();
  const manager = new GenericProgressManager({ clock, ...options });
  const messages: string[] = [];
  manager.onProgress((_state, message) => messages.push(message));
  return { clock, manager, messages };
};

describe("page 5: updateProgress", () => {
  test("what a report leaves out keeps its value, and the context is merged", () => {
    const { manager } = managerOf({ totalSteps: 4 });
    manager.updateProgress({ currentStep: 1, message: "loading", totalItems: 500, context: { mode: "backfill" } });
    manager.updateProgress({ itemsProcessed: 250, context: { item: "AAPL" } });
    expect(manager.state).toMatchObject({
      currentStep: 1,
      totalSteps: 4,
      percentage: 25,
      message: "loading",
      itemsProcessed: 250,
      totalItems: 500,
      context: { mode: "backfill", item: "AAPL" },
    });
  });

  test("an explicit percentage wins over step / total", () => {
    const { manager } = managerOf({ totalSteps: 10 });
    manager.updateProgress({ currentStep: 5, percentage: 62 });
    expect(manager.state.percentage).toBe(62);
  });

  test("the percentage never decreases, and stays within 0 and 100", () => {
    const { manager } = managerOf({ totalSteps: 10 });
    const seen = [-5, 40, 20, Number.NaN, 140, 99].map((percentage) => {
      manager.updateProgress({ percentage });
      return manager.state.percentage;
    });
    expect(seen).toEqual([0, 40, 40, 40, 100, 100]);
  });
});

describe("page 5: startStep and updateStepProgress", () => {
  test("map a sub-task into a range", () => {
    const { manager, messages } = managerOf({ totalSteps: 3 });
    manager.startStep("Loading", 2, { from: 30, to: 90 });
    expect(manager.state).toMatchObject({ currentStep: 2, percentage: 30, message: "Loading" });
    manager.updateStepProgress({ current: 5, total: 10, message: "Loading 5 of 10" });
    expect(manager.state.percentage).toBe(60);
    manager.updateStepProgress({ current: 12, total: 10 });
    expect(manager.state.percentage).toBe(90);
    expect(messages).toEqual(["Loading", "Loading 5 of 10", "Loading 5 of 10"]);
  });

  test("without a range a step has its share of all steps", () => {
    const { manager } = managerOf({ totalSteps: 4 });
    manager.startStep("third", 3);
    manager.updateStepProgress({ current: 1, total: 2 });
    expect(manager.state.percentage).toBe(62.5);
  });
});

describe("page 5: listeners and renderers", () => {
  test("a throwing listener never breaks work, nor the other listeners", () => {
    const warned: string[] = [];
    const { manager, messages } = managerOf({ logger: { warn: (_fields, message) => void warned.push(message) } });
    manager.onProgress(() => {
      throw new Error("the dashboard is gone");
    });
    manager.updateProgress({ message: "still working" });
    expect(messages).toEqual(["still working"]);
    expect(warned).toEqual(["A progress listener failed; the operation goes on"]);
  });

  test("a renderer that throws leaves the plain message", () => {
    const broken = {
      renderMessage: () => {
        throw new Error("no item");
      },
      enhanceState: () => {
        throw new Error("no state");
      },
    };
    const { manager, messages } = managerOf({ renderer: broken });
    manager.updateProgress({ message: "plain" });
    expect(messages).toEqual(["plain"]);
  });

  test("the default renderer adds how many items; a domain's own adds what it knows", () => {
    const { manager, messages } = managerOf();
    manager.updateProgress({ message: "Loading", itemsProcessed: 250, totalItems: 500 });
    expect(messages).toEqual(["Loading (250/500)"]);

    const own = managerOf({
      renderer: {
        renderMessage: ({ message, context }) => `${message}: ${JSON.stringify(context.item)}`,
        enhanceState: (state) => ({ ...state, context: { ...state.context, item: "AAPL" } }),
      },
    });
    own.manager.updateProgress({ message: "Loading" });
    expect(own.messages).toEqual(['Loading: "AAPL"']);
    expect(own.manager.state.context).toEqual({});
  });
});

describe("page 5: the remaining time", () => {
  test("comes from the elapsed time while there is no history", async () => {
    const { clock, manager } = managerOf();
    await clock.advance(3_000);
    manager.updateProgress({ percentage: 30 });
    expect(manager.state.estimatedRemainingMs).toBe(7_000);
  });

  test("comes from what such operations took at the beginning, and from the pace at the end", async () => {
    const { clock, manager } = managerOf({ expectedMs: 20_000 });
    manager.updateProgress({ message: "begun" });
    expect(manager.state.estimatedRemainingMs).toBe(20_000);
    await clock.advance(9_000);
    manager.updateProgress({ percentage: 90 });
    expect(manager.state.estimatedRemainingMs).toBe(Math.round(0.9 * 1_000 + 0.1 * 11_000));
    manager.updateProgress({ percentage: 100 });
    expect(manager.state.estimatedRemainingMs).toBe(0);
  });

  test("is unknown while nothing tells", () => {
    const { manager } = managerOf();
    manager.updateProgress({ message: "begun" });
    expect(manager.state.estimatedRemainingMs).toBeNull();
  });
});
