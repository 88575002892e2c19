import { describe, expect, test, vi } from "vitest";
import { CancellationError } from "../src/index.ts";
import { MyService } from "./my-service.ts";

/** The two tests of seed 4, "Testing Your ServiceOrchestrator", by their names. */
describe("seed 4", () => {
  test("test_my_service_operation", async () => {
    await using service = new MyService();
    const doWork = vi.fn(() => Promise.resolve({ result: "success" }));
    service.adapter = { doWork };

    const result = await service.performOperation("test_item", { param1: "value1" });

    expect(result.operationId).toMatch(/^op_[0-9a-f]{16}$/);
    expect(result.status).toBe("completed");
    expect(result.result).toEqual({ result: "success" });
    expect(doWork).toHaveBeenCalledOnce();
  });

  test("test_my_service_cancellation", async () => {
    await using service = new MyService();
    const abortError = new DOMException("cancelled from outside", "AbortError");
    service.adapter = { doWork: () => Promise.reject(abortError) };

    await expect(service.performOperation("test_item", {})).rejects.toThrow(CancellationError);

    const { operations } = await service.operations.list();
    expect(operations).toMatchObject([{ status: "cancelled", reason: "cancelled from outside", error: null }]);
  });
});
