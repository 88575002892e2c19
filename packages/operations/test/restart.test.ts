import { Engine } from "@gantry/engine";
import { expect, test } from "vitest";
import { CancellationError, OperationExecutor, OperationsService, type OperationRun } from "../src/index.ts";
import { MemoryOperationStore } from "../src/memory-operation-store.ts";

const untilCancelled = ({ cancellationToken }: OperationRun) => cancellationToken.waitForCancellation();

/** A process over the same store: what another one left is taken over by its `engine.recover()`. */
function openProcess(store: MemoryOperationStore, ownerId: string) {
  const executor = new OperationExecutor();
  const engine = new Engine({ history: store, workflows: store, ownerId, executors: { operation: executor } });
  const operations = new OperationsService({ executor, engine, store });
  operations.register({
    service: "Test",
    operationType: "wait",
    description: "",
    operationFunc: untilCancelled,
    plan: (context) => ({ operationName: "wait", context }),
    renderer: { renderMessage: () => "", enhanceState: (state) => state },
  });
  const start = (operationName: string, parentOperationId: string | null) =>
    operations.start({
      service: "Test",
      operationType: "wait",
      operationName,
      operationFunc: untilCancelled,
      context: {},
      parentOperationId,
    });
  return { engine, operations, start };
}

test("page 5: cancelling a parent reaches its descendants also after a restart", async () => {
  const store = new MemoryOperationStore();
  const first = openProcess(store, "first");
  const parent = await first.start("parent", null);
  const child = await first.start("child", parent.operationId);
  await first.operations.close(); // it dies before the cancellation is passed on
  await first.engine.cancel({ jobId: parent.operationId }, "by the user");
  await first.engine.close({ graceMs: 0 });

  const second = openProcess(store, "second");
  await second.engine.recover();
  expect(await second.operations.recover()).toBe(1);
  await expect(second.operations.waitForCompletion(child.operationId)).rejects.toThrow(
    new CancellationError("by the user"),
  );
  await second.engine.close();
  await second.operations.close();
});

test("page 5: a parent holds a place while it waits for its child; with one place in all neither waits for ever", async () => {
  const store = new MemoryOperationStore();
  const executor = new OperationExecutor();
  const engine = new Engine({
    history: store,
    workflows: store,
    ownerId: "only",
    executors: { operation: executor },
    maxRunningTasks: 1,
  });
  await using operations = new OperationsService({ executor, engine, store });
  const request = { service: "Test", operationType: "work", operationName: "work", context: {} };
  const { result } = await operations.run({
    ...request,
    operationFunc: async ({ operationId }: OperationRun) => {
      const child = { ...request, parentOperationId: operationId, operationFunc: () => "from the child" };
      return (await operations.run(child)).result;
    },
  });
  expect(result).toBe("from the child");
  await engine.close();
});
