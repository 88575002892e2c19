import { CancellationError, type CancellationToken } from "@gantry/operations";
import { describe, expect, test, vi } from "vitest";
import { DataManager, type Bar, type MarketDataAdapter, type TimeRange } from "../src/index.ts";

/** Loads at once, unless `load` says otherwise. Days 10 to 20 are stored. */
class TestMarketData implements MarketDataAdapter {
  readonly loaded: TimeRange[] = [];
  running = 0;
  peak = 0;

  storedBars(): Promise<Bar[]> {
    return Promise.resolve(barsOf({ from: 10, to: 20 }));
  }

  async loadSegment(_symbol: string, range: TimeRange, token: CancellationToken): Promise<Bar[]> {
    this.running += 1;
    this.peak = Math.max(this.peak, this.running);
    this.loaded.push(range);
    try {
      return await this.load(range, token);
    } finally {
      this.running -= 1;
    }
  }

  load(range: TimeRange, _token: CancellationToken): Promise<Bar[]> {
    return Promise.resolve(barsOf(range));
  }
}

const barsOf = ({ from, to }: TimeRange): Bar[] =>
  Array.from({ length: to - from }, (_, index) => ({ day: from + index, close: 1 }));

const request = { from: 0, to: 40, segmentDays: 5, concurrency: 2 };

describe("page 5: Data coordinates jobs", () => {
  test("gap analysis, job creation, loading segments beside each other, combining", async () => {
    await using service = new DataManager();
    const adapter = new TestMarketData();
    service.adapter = adapter;

    const { operationId, result } = await service.load("AAPL", request);

    expect(result).toMatchObject({ symbol: "AAPL", gaps: 2, loadedBars: 30 });
    expect(result.bars.map(({ day }) => day)).toEqual(Array.from({ length: 40 }, (_, day) => day));
    expect(adapter.peak).toBe(2);
    const children = await service.operations.children(operationId);
    expect(children.map(({ name }) => name).sort()).toEqual(
      ["0–5", "5–10", "20–25", "25–30", "30–35", "35–40"].map((range) => `AAPL ${range}`).sort(),
    );
    const { progress } = await service.operations.get(operationId);
    expect(progress).toMatchObject({ currentStep: 4, totalSteps: 4, percentage: 100, context: { phase: "combining" } });
    expect(progress.message).toBe("AAPL backfill: Combining segments (6/6)");
  });

  test("a segment that fails stops the others and fails the operation with the original error", async () => {
    await using service = new DataManager();
    const adapter = new TestMarketData();
    const broken = new Error("no data for these days");
    adapter.load = ({ from }, token) =>
      from === 5 ? Promise.reject(broken) : token.waitForCancellation().then(() => []);
    service.adapter = adapter;
    await expect(service.load("AAPL", request)).rejects.toBe(broken);
    expect(adapter.loaded).toHaveLength(2);
    expect(adapter.running).toBe(0);
  });

  test("test_data_manager_cancellation: the segments that load are told to stop", async () => {
    await using service = new DataManager();
    const adapter = new TestMarketData();
    adapter.load = (_range, token) => token.waitForCancellation().then(() => []);
    service.adapter = adapter;
    const loading = service.load("AAPL", request);
    loading.catch(() => undefined);
    await vi.waitUntil(() => adapter.running === 2);
    const [root] = (await service.operations.list({ parentOperationId: null })).operations;
    await service.operations.cancel(root?.operationId ?? "", "by the user");
    await expect(loading).rejects.toThrow(new CancellationError("by the user"));
    await vi.waitUntil(() => adapter.running === 0);
    expect(adapter.loaded).toHaveLength(2);
  });

  test("a range that ends before it begins is refused, by name as from code", async () => {
    await using service = new DataManager();
    const parameters = { symbol: "AAPL", from: 9, to: 3 };
    await expect(service.operations.startRegistered("DataManager/data_load", parameters)).rejects.toThrow(
      "parameters: from: from must be before to",
    );
  });
});
