import { expect, test, vi } from "vitest";
import { CancellationError, CancellationToken, ServiceOrchestrator, type OperationRun } from "../src/index.ts";

const module = new URL("count-primes.ts", import.meta.url);

class ComputingService extends ServiceOrchestrator<object> {
  getServiceName(): string {
    return "ComputingService";
  }

  protected initializeAdapter(): object {
    return {};
  }

  start(exportName: string) {
    return this.startManagedOperation({
      operationType: "compute",
      operationName: exportName,
      context: { below: 100 },
      operationFunc: (run: OperationRun<{ below: number }>) => {
        run.progressManager.startStep("Counting", 1, { from: 40, to: 80 });
        return this.runInThread({ module, exportName }, { ...run.context }, run);
      },
    });
  }

  outside(run: Pick<OperationRun, "cancellationToken" | "progressManager">) {
    return this.runInThread({ module, exportName: "countPrimes" }, { below: 2 }, run);
  }
}

test("page 5: runInThread does blocking work on a thread, its progress within the step that was begun", async () => {
  await using service = new ComputingService();
  const { operationId } = await service.start("countPrimes");
  expect((await service.operations.waitForCompletion(operationId)).result).toBe(25);
  const { samples } = await service.operations.progressSamples(operationId);
  expect(samples.at(-1)?.progress).toMatchObject({ percentage: 60, message: "counted", context: { count: 25 } });
});

test("page 5: cancelling ends the thread, in whatever loop it is", async () => {
  await using service = new ComputingService();
  const { operationId } = await service.start("spin");
  await service.operations.cancel(operationId, "by the user");
  await expect(service.operations.waitForCompletion(operationId)).rejects.toThrow(new CancellationError("by the user"));
});

test("runInThread outside of an operation says what to pass", async () => {
  await using service = new ComputingService();
  const progressManager = vi.fn() as never;
  await expect(service.outside({ cancellationToken: new CancellationToken(), progressManager })).rejects.toThrow(
    "pass on its own cancellationToken",
  );
});
