import { describe, expect, test } from "vitest";
import { CancellationError, type OperationRun, type OperationsService } from "../src/index.ts";
import { Gate } from "./gate.ts";
import { openOperations, requestOf } from "./operation-fixture.ts";

const untilCancelled = ({ cancellationToken }: OperationRun): Promise<string> =>
  cancellationToken.waitForCancellation();

const statusesOf = async (operations: OperationsService) =>
  Object.fromEntries((await operations.list()).operations.map(({ name, status }) => [name, status]));

describe("page 5: cancellation", () => {
  test("a CancellationError ends the operation cancelled, whoever threw it", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const stop = () => Promise.reject(new CancellationError("the market is closed"));
    await expect(operations.run(requestOf(stop))).rejects.toThrow(new CancellationError("the market is closed"));
    expect((await operations.list()).operations).toMatchObject([
      { status: "cancelled", reason: "the market is closed", error: null },
    ]);
  });

  test("an operation that cancels its own token is cancelled, although its function returns", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const run = operations.run(requestOf(({ cancellationToken }) => cancellationToken.cancel("seen enough")));
    await expect(run).rejects.toThrow(new CancellationError("seen enough"));
  });

  test("a cancelled operation cannot become completed", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const { operationId } = await operations.start(
      requestOf(async (run) => {
        await untilCancelled(run);
        return "a result after all";
      }),
    );
    await operations.cancel(operationId, "by the user");
    await expect(operations.waitForCompletion(operationId)).rejects.toThrow(new CancellationError("by the user"));
    expect(await operations.get(operationId)).toMatchObject({
      status: "cancelled",
      reason: "by the user",
      result: null,
    });
  });

  test("a cancelled operation cannot become failed", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const { operationId } = await operations.start(
      requestOf(async (run) => {
        await untilCancelled(run);
        throw new Error("the clean-up broke");
      }),
    );
    await operations.cancel(operationId);
    await expect(operations.waitForCompletion(operationId)).rejects.toThrow(CancellationError);
    expect(await operations.get(operationId)).toMatchObject({ status: "cancelled", error: null });
  });

  test("clean-up in finally is awaited before the operation is cancelled", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const cleanUp = new Gate();
    const order: string[] = [];
    const { operationId } = await operations.start(
      requestOf(async ({ cancellationToken }) => {
        try {
          await cancellationToken.waitForCancellation();
          cancellationToken.throwIfCancelled();
        } finally {
          await cleanUp.wait();
          order.push("cleaned up");
        }
      }),
    );
    await operations.cancel(operationId);
    const ended = operations.waitForCompletion(operationId).catch(() => order.push("cancelled"));
    expect(await operations.get(operationId)).toMatchObject({ status: "running", cancelRequested: true });
    cleanUp.open();
    await ended;
    expect(order).toEqual(["cleaned up", "cancelled"]);
  });

  test("clean-up that takes longer than the grace period is left behind", async () => {
    await using fixture = openOperations({ graceMs: 1_000 });
    const { clock, operations } = fixture;
    const { operationId } = await operations.start(requestOf(() => new Gate().wait()));
    await operations.cancel(operationId);
    await clock.advance(999);
    expect((await operations.get(operationId)).status).toBe("running");
    await clock.advance(1);
    expect((await operations.get(operationId)).status).toBe("cancelled");
  });

  test("an operation that has ended, or is being cancelled, is not cancelled again", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const { operationId } = await operations.run(requestOf(() => 1));
    await expect(operations.cancel(operationId)).rejects.toMatchObject({ code: "conflict" });
    expect((await operations.get(operationId)).status).toBe("completed");
  });
});

describe("page 5: cancelling a parent reaches every descendant", () => {
  const startFamily = async (operations: OperationsService) => {
    const start = (operationName: string, parentOperationId: string | null) =>
      operations.start(requestOf(untilCancelled, { operationName, parentOperationId }));
    const parent = await start("parent", null);
    const child = await start("child", parent.operationId);
    const grandchild = await start("grandchild", child.operationId);
    const stranger = await start("stranger", null);
    return { parent, child, grandchild, stranger };
  };

  test("children, and theirs, with the same reason; and nobody else", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const { parent, child, grandchild } = await startFamily(operations);
    await operations.cancel(parent.operationId, "by the user");
    for (const { operationId } of [parent, child, grandchild])
      await expect(operations.waitForCompletion(operationId)).rejects.toThrow(new CancellationError("by the user"));
    expect(await statusesOf(operations)).toEqual({
      parent: "cancelled",
      child: "cancelled",
      grandchild: "cancelled",
      stranger: "running",
    });
  });

  test("a child that would be started afterwards is not", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const cleanUp = new Gate();
    const { operationId } = await operations.start(requestOf(() => cleanUp.wait()));
    await operations.cancel(operationId, "by the user");
    const late = operations.start(requestOf(() => 1, { operationName: "late", parentOperationId: operationId }));
    await expect(late).rejects.toThrow(new CancellationError("by the user"));
    cleanUp.open();
    expect(await statusesOf(operations)).not.toHaveProperty("late");
  });

  test("a child whose start is under way while its parent is cancelled is reached as well", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const { operationId } = await operations.start(requestOf(untilCancelled, { operationName: "parent" }));
    const [child] = await Promise.all([
      operations.start(requestOf(untilCancelled, { operationName: "child", parentOperationId: operationId })),
      operations.cancel(operationId, "by the user"),
    ]);
    await expect(operations.waitForCompletion(child.operationId)).rejects.toThrow(CancellationError);
  });

  test("a parent that fails takes its children with it; one that completes leaves them alone", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    for (const [name, end] of [
      ["failing", () => Promise.reject(new Error("broken"))],
      ["completing", () => Promise.resolve()],
    ] as const) {
      const gate = new Gate();
      const parent = await operations.start(requestOf(() => gate.wait().then(end), { operationName: name }));
      const child = requestOf(untilCancelled, {
        operationName: `child of ${name}`,
        parentOperationId: parent.operationId,
      });
      await operations.start(child);
      gate.open();
      await operations.waitForCompletion(parent.operationId).catch(() => undefined);
    }
    const failed = (await operations.list()).operations.find(({ name }) => name === "child of failing");
    await expect(operations.waitForCompletion(failed?.operationId ?? "")).rejects.toThrow(
      "The parent operation failed",
    );
    expect((await statusesOf(operations))["child of completing"]).toBe("running");
  });

  test("a child of an operation that has ended, or is not there, is refused", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const { operationId } = await operations.run(requestOf(() => 1));
    const under = (parentOperationId: string) => operations.start(requestOf(() => 1, { parentOperationId }));
    await expect(under(operationId)).rejects.toThrow(`Parent operation ${operationId} is completed`);
    await expect(under("op_none")).rejects.toMatchObject({ code: "not_found" });
  });
});
