import { ManualClock } from "@gantry/engine/testing";
import { describe, expect, test } from "vitest";
import { CancellationError } from "./cancellation-error.ts";
import { CancellationToken } from "./cancellation-token.ts";
import { ProgressBridge } from "./progress-bridge.ts";
import { GenericProgressManager } from "./progress-manager.ts";

const bridgeOf = () => {
  const clock = new ManualClock();
  const manager = new GenericProgressManager({ clock });
  const token = new CancellationToken();
  const seen: number[] = [];
  manager.onProgress(({ percentage }) => seen.push(percentage));
  return { clock, manager, token, seen, bridge: new ProgressBridge(manager, token, { clock }) };
};

describe("page 5: ProgressBridge", () => {
  test("turns a library's own callbacks into progress", () => {
    const { manager, bridge } = bridgeOf();
    bridge.onItemProcessed(5, 20, { loss: 0.4 });
    expect(manager.state).toMatchObject({
      percentage: 25,
      message: "Processing item 5/20",
      itemsProcessed: 5,
      totalItems: 20,
      context: { item_index: 5, metrics: { loss: 0.4 } },
    });
  });

  test("reports into the range of the present step", () => {
    const { manager, bridge } = bridgeOf();
    manager.startStep("Training", 2, { from: 50, to: 100 });
    bridge.callbackFor("epoch")(1, 2);
    expect(manager.state).toMatchObject({ percentage: 75, message: "Processing epoch 1/2" });
  });

  test("is throttled: the first, then one per 100 ms, and always the last", async () => {
    const { clock, seen, bridge } = bridgeOf();
    for (const index of [1, 2, 3]) bridge.onItemProcessed(index, 10);
    await clock.advance(100);
    bridge.onItemProcessed(4, 10);
    bridge.onItemProcessed(10, 10);
    expect(seen).toEqual([10, 40, 100]);
  });

  test("checks the token at every callback, also at one that it would not report", () => {
    const { token, bridge, seen } = bridgeOf();
    bridge.onItemProcessed(1, 10);
    token.cancel("enough");
    expect(() => bridge.onItemProcessed(2, 10)).toThrow(new CancellationError("enough"));
    expect(seen).toEqual([10]);
  });
});
