import { AppError, type GenericProgressState } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CancellationError, CancellationToken, type OperationRun } from "../src/index.ts";
import { Gate } from "./gate.ts";
import { openOperations, requestOf } from "./operation-fixture.ts";

describe("page 5: starting and running", () => {
  test("startManagedOperation answers at once, while the work still runs", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const gate = new Gate();
    const started = await operations.start(requestOf(() => gate.wait(), { operationName: "wait a little" }));
    expect(started).toEqual({
      operationId: expect.stringMatching(/^op_[0-9a-f]{16}$/) as string,
      status: "started",
      message: "Started work operation: wait a little",
    });
    expect((await operations.get(started.operationId)).status).toBe("running");
    gate.open();
    await operations.waitForCompletion(started.operationId);
  });

  test("runManagedOperation resolves with the result", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const completed = await operations.run(requestOf(() => ({ rows: 3 })));
    expect(completed).toMatchObject({ status: "completed", result: { rows: 3 } });
    expect(await operations.get(completed.operationId)).toMatchObject({ status: "completed", result: { rows: 3 } });
  });

  test("runManagedOperation rejects with the original error, and its message is kept", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const error = new RangeError("no such symbol: AAPL");
    await expect(operations.run(requestOf(() => Promise.reject(error)))).rejects.toBe(error);
    const { operations: listed } = await operations.list();
    expect(listed).toMatchObject([
      { status: "failed", error: { message: "no such symbol: AAPL" }, reason: "handler_error" },
    ]);
  });

  test.each<[string, object, string]>([
    ["no function", { operationFunc: undefined }, "its operationFunc is not a function"],
    ["no type", { operationType: "" }, "it needs an operationType"],
    ["steps below 0", { totalSteps: -1 }, "totalSteps: "],
    ["metadata that is no JSON", { metadata: { at: new Date(0) } }, "metadata.at: "],
  ])("%s is refused at once, and nothing is started that no list could read", async (_what, wrong, message) => {
    await using fixture = openOperations();
    const { operations } = fixture;
    await expect(operations.start({ ...requestOf(() => 1), ...wrong })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining(message) as string,
    });
    expect(await operations.list()).toMatchObject({ operations: [] });
  });

  test("the original error is there also for who comes to wait after the end, and for each who waits", async () => {
    await using fixture = openOperations();
    const { clock, operations } = fixture;
    const error = new RangeError("no such symbol: AAPL");
    const { operationId } = await operations.start(requestOf(() => Promise.reject(error)));
    await clock.advance(1_000);
    expect((await operations.get(operationId)).status).toBe("failed");
    for (let waiter = 0; waiter < 2; waiter += 1)
      await expect(operations.waitForCompletion(operationId)).rejects.toBe(error);
  });

  test("everything is passed in: two operations of one service never share a token or a bar", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const [bothBegun, gate] = [new Gate(), new Gate()];
    const runs: OperationRun[] = [];
    const work = async (run: OperationRun) => {
      if (runs.push(run) === 2) bothBegun.open();
      run.progressManager.updateProgress({ percentage: runs.length * 10 });
      await Promise.race([gate.wait(), run.cancellationToken.waitForCancellation()]);
    };
    const [first, second] = [await operations.start(requestOf(work)), await operations.start(requestOf(work))];
    await bothBegun.wait();
    expect(runs.map((run) => run.operationId)).toEqual([first.operationId, second.operationId]);
    expect(runs.map((run) => run.progressManager.state.percentage)).toEqual([10, 20]);
    await operations.cancel(first.operationId, "only the first");
    gate.open();
    await expect(operations.waitForCompletion(first.operationId)).rejects.toThrow(CancellationError);
    expect((await operations.waitForCompletion(second.operationId)).status).toBe("completed");
    expect(runs.map((run) => run.cancellationToken.reason)).toEqual(["only the first", null]);
  });

  test("operationType is an open string, metadata is kept whole", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const metadata = {
      symbol: "AAPL",
      nested: { list: [1, { two: null }] },
      api_key: "not ours to judge",
      long: "x".repeat(9_000),
    };
    const { operationId } = await operations.run(requestOf(() => null, { operationType: "data load/ölçüm", metadata }));
    expect(await operations.get(operationId)).toMatchObject({ operationType: "data load/ölçüm", metadata });
  });

  test("the context is frozen through and through, and a copy of what was given", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const given = { symbols: ["AAPL"], window: { from: 1 } };
    const { operationId } = await operations.run(
      requestOf(
        ({ context }: OperationRun<typeof given>) => {
          expect(() => context.symbols.push("MSFT")).toThrow(TypeError);
          expect(() => Object.assign(context.window, { from: 2 })).toThrow(TypeError);
        },
        { context: given },
      ),
    );
    given.symbols.push("GOOG");
    expect((await operations.get(operationId)).context).toEqual({ symbols: ["AAPL"], window: { from: 1 } });
  });

  test("a result that is not JSON fails the operation, and says so", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    await expect(operations.run(requestOf(() => 10n))).rejects.toThrow(/invalid_result.*must be JSON/);
  });
});

describe("page 5: an operation is a job, and reads as one", () => {
  test("GenericProgressState is on the wire, its message as the renderer words it", async () => {
    await using fixture = openOperations();
    const { clock, operations } = fixture;
    const gate = new Gate();
    const renderer = {
      renderMessage: ({ message, context }: GenericProgressState) => `${message} (${JSON.stringify(context.item)})`,
      enhanceState: (state: GenericProgressState) => state,
    };
    const { operationId } = await operations.start(
      requestOf(
        async ({ progressManager }) => {
          await clock.sleep(2_000);
          progressManager.updateProgress({
            currentStep: 1,
            itemsProcessed: 5,
            totalItems: 50,
            message: "Loading",
            context: { item: "AAPL" },
          });
          await gate.wait();
        },
        { totalSteps: 4, renderer },
      ),
    );
    const startedAtMs = clock.nowMs();
    await clock.advance(2_000);
    expect((await operations.get(operationId)).progress).toEqual({
      currentStep: 1,
      totalSteps: 4,
      percentage: 25,
      message: 'Loading ("AAPL")',
      itemsProcessed: 5,
      totalItems: 50,
      context: { item: "AAPL" },
      startedAtMs,
      estimatedRemainingMs: 6_000,
    });
    gate.open();
    await operations.waitForCompletion(operationId);
    const { progress } = await operations.get(operationId);
    expect(progress).toMatchObject({ percentage: 100, estimatedRemainingMs: 0 });
  });

  test("what was reported can be read on, by a cursor", async () => {
    await using fixture = openOperations();
    const { clock, operations } = fixture;
    const { operationId } = await operations.start(
      requestOf(async ({ progressManager }) => {
        for (const epoch of [1, 2, 3]) {
          progressManager.updateProgress({ percentage: epoch * 30, context: { epoch } });
          await clock.sleep(200);
        }
      }),
    );
    await clock.advance(200);
    const first = await operations.progressSamples(operationId);
    await clock.advance(500);
    const second = await operations.progressSamples(operationId, first.nextCursor);
    const epochs = [first, second].map(({ samples }) => samples.map(({ progress }) => progress.context.epoch));
    expect(epochs).toEqual([[1, 2], [3]]);
    const end = await operations.progressSamples(operationId, second.nextCursor);
    expect(end).toEqual({ samples: [], nextCursor: second.nextCursor });
  });

  test("the remaining time comes from the history of the same type and size", async () => {
    await using fixture = openOperations();
    const { clock, operations } = fixture;
    const take = (ms: number) => () => clock.sleep(ms);
    for (const ms of [1_000, 5_000, 3_000]) {
      const run = operations.run(requestOf(take(ms), { totalSteps: 10 }));
      await clock.advance(ms);
      await run;
    }
    const estimates: (number | null)[] = [];
    const look = ({ progressManager }: OperationRun) => {
      progressManager.updateProgress({ message: "begun" });
      estimates.push(progressManager.state.estimatedRemainingMs);
    };
    await operations.run(requestOf(look, { totalSteps: 10 }));
    await operations.run(requestOf(look, { totalSteps: 99 }));
    await operations.run(requestOf(look, { totalSteps: 10, operationType: "other work" }));
    expect(estimates).toEqual([3_000, null, null]);
  });

  test("list filters by status, type, activity and parent, newest first", async () => {
    await using fixture = openOperations();
    const { clock, operations } = fixture;
    const gate = new Gate();
    const done = await operations.run(requestOf(() => null, { operationType: "training" }));
    await clock.advance(1_000);
    const open = await operations.start(requestOf(() => gate.wait()));
    const child = await operations.start(requestOf(() => gate.wait(), { parentOperationId: open.operationId }));
    const idsOf = async (query: Parameters<typeof operations.list>[0]) =>
      (await operations.list(query)).operations.map(({ operationId }) => operationId);
    expect(await idsOf({})).toEqual([child, open, done].map(({ operationId }) => operationId));
    expect(await idsOf({ status: "completed" })).toEqual([done.operationId]);
    expect(await idsOf({ operationType: "training" })).toEqual([done.operationId]);
    expect(await idsOf({ operationType: "Test/work", limit: 1, offset: 1 })).toEqual([open.operationId]);
    expect(await idsOf({ activeOnly: true, parentOperationId: null })).toEqual([open.operationId]);
    expect(await operations.list({ status: "completed" })).toMatchObject({ total: 1, activeCount: 2 });
    expect((await operations.children(open.operationId)).map((each) => each.operationId)).toEqual([child.operationId]);
    gate.open();
  });

  test("an unknown operation is not found", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    for (const ask of [operations.get("op_none"), operations.cancel("op_none"), operations.children("op_none")])
      await expect(ask).rejects.toMatchObject({ code: "not_found", message: "Operation op_none not found" });
  });
});

describe("page 5: registered operations", () => {
  const registered = (operationFunc: (run: OperationRun<never>) => unknown) => ({
    service: "Test",
    operationType: "train",
    description: "",
    operationFunc,
    plan: (parameters: object) => ({ operationName: "by name", context: parameters }),
    renderer: { renderMessage: () => "", enhanceState: (state: GenericProgressState) => state },
  });

  test("are started by service/type or by their type, with parameters", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    operations.register(registered(({ context }: OperationRun) => ({ got: context })));
    for (const name of ["Test/train", "train"]) {
      const { operationId } = await operations.startRegistered(name, { epochs: 3 });
      expect((await operations.waitForCompletion(operationId)).result).toEqual({ got: { epochs: 3 } });
    }
    await expect(operations.startRegistered("trian", {})).rejects.toThrow(
      'There is no operation "trian". Registered: Test/train',
    );
  });

  test("retry runs a failed one again, as a new operation that says what it repeats", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    let attempts = 0;
    const flaky = () => {
      attempts += 1;
      if (attempts === 1) throw new AppError("unavailable", "the runner is busy");
      return attempts;
    };
    operations.register(registered(flaky));
    const { operationId } = await operations.startRegistered("train", { epochs: 3 });
    await expect(operations.waitForCompletion(operationId)).rejects.toThrow("the runner is busy");
    const again = await operations.retry(operationId);
    expect((await operations.waitForCompletion(again.operationId)).result).toBe(2);
    expect(again.operationId).toMatch(/^op_/);
    expect(again.operationId).not.toBe(operationId);
    const { workflowId } = await operations.get(operationId);
    expect(await operations.get(again.operationId)).toMatchObject({ retryOf: workflowId, context: { epochs: 3 } });
    await expect(operations.retry(again.operationId)).rejects.toMatchObject({ code: "conflict" });
  });

  test("one that is not registered cannot be retried, and says why", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const failing = operations.run(requestOf(() => Promise.reject(new Error("once"))));
    await expect(failing).rejects.toThrow("once");
    const [operation] = (await operations.list()).operations;
    await expect(operations.retry(operation?.operationId ?? "")).rejects.toThrow(/Test\/work is not registered here/);
  });
});

test("page 5: without a parent's token nothing is anybody's child", () => {
  expect(new CancellationToken().operationId).toBeNull();
});
