import { CancellationError } from "@gantry/operations";
import { afterEach, describe, expect, test, vi } from "vitest";
import { TrainingService } from "../src/index.ts";
import { createHostTraining } from "../src/training/host-training.ts";

afterEach(() => vi.unstubAllEnvs());

const messagesOf = async (service: TrainingService, operationId: string) => {
  const { samples } = await service.operations.progressSamples(operationId);
  return samples.map(({ progress }) => progress.message);
};

/** A training host on a free port, and the environment that names it. */
async function startHost() {
  const app = createHostTraining();
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  vi.stubEnv("USE_TRAINING_HOST_SERVICE", "true");
  vi.stubEnv("TRAINING_HOST_SERVICE_URL", url);
  return { [Symbol.asyncDispose]: () => app.close() };
}

describe("page 5: Training delegates to a runner", () => {
  test("local: epochs are its progress, in its renderer's words, and the result is the runner's", async () => {
    await using service = new TrainingService();
    const { operationId, result, status } = await service.train("AAPL", { epochs: 200, learningRate: 0.5, epochMs: 0 });
    expect(status).toBe("completed");
    expect(result).toMatchObject({ symbol: "AAPL", epochs: 200 });
    expect(result.slope).toBeCloseTo(2, 1);
    const messages = await messagesOf(service, operationId);
    expect(messages[0]).toBe("AAPL linear: Preparing");
    expect(messages.at(-1)).toMatch(/^AAPL linear: Processing epoch 200\/200, loss 0\.00\d+$/);
    expect(await service.operations.get(operationId)).toMatchObject({
      name: "train AAPL (linear)",
      totalSteps: 200,
      metadata: { symbol: "AAPL", strategy: "linear" },
      progress: { context: { mode: "local", epoch_index: 200 } },
    });
  });

  test("on the host: the same work behind the control interface, polled to its end", async () => {
    await using _host = await startHost();
    await using service = new TrainingService();
    const { operationId, result } = await service.train("AAPL", { epochs: 3, epochMs: 1 });
    expect(result).toMatchObject({ symbol: "AAPL", epochs: 3 });
    const { progress } = await service.operations.get(operationId);
    expect(progress.context).toMatchObject({ symbol: "AAPL", remoteStatus: { status: "completed" } });
    expect(await service.healthCheck()).toMatchObject({ status: "healthy" });
  });

  test("test_training_adapter: the adapter is replaceable", async () => {
    await using service = new TrainingService();
    const trainLocally = vi.fn(() => Promise.resolve({ symbol: "MSFT", epochs: 1, slope: 0, intercept: 0, loss: 0 }));
    service.adapter = { host: null, trainLocally };

    const result = await service.train("MSFT");

    expect(result.operationId).toBeTruthy();
    expect(result.status).toBe("completed");
    expect(trainLocally).toHaveBeenCalledOnce();
  });

  test("test_training_cancellation: local training stops between two epochs", async () => {
    await using service = new TrainingService();
    const { operationId } = await service.startTraining("AAPL", { epochs: 10_000, epochMs: 5 });
    await service.operations.cancel(operationId, "by the user");
    await expect(service.operations.waitForCompletion(operationId)).rejects.toThrow(
      new CancellationError("by the user"),
    );
  });

  test("test_training_cancellation: training on the host is stopped there", async () => {
    await using _host = await startHost();
    await using service = new TrainingService();
    const { operationId } = await service.startTraining("AAPL", { epochs: 10_000, epochMs: 5 });
    const sessionId = await vi.waitUntil(async () => {
      const { progress } = await service.operations.get(operationId);
      const { sessionId: begun, remoteStatus } = progress.context;
      return typeof begun === "string" && remoteStatus !== undefined ? begun : null;
    });
    await service.operations.cancel(operationId, "by the user");
    await expect(service.operations.waitForCompletion(operationId)).rejects.toThrow(CancellationError);
    const status = await service.adapter.host?.getStatus(sessionId, new AbortController().signal);
    expect(status).toMatchObject({ status: "failed", error: "Task cancelled" });
  });

  test("a host that is not there fails the operation and says where it looked", async () => {
    vi.stubEnv("USE_TRAINING_HOST_SERVICE", "true");
    await using service = new TrainingService();
    await expect(service.train("AAPL")).rejects.toThrow("set TRAINING_HOST_SERVICE_URL too");
  });

  test("started by name, its parameters are read and faults are named", async () => {
    await using service = new TrainingService();
    const { operations } = service;
    await expect(operations.startRegistered("training", { symbol: "AAPL", epochs: "many" })).rejects.toThrow(
      /parameters: epochs/,
    );
    const { operationId } = await operations.startRegistered("training", { symbol: "AAPL", epochs: 2, epochMs: 0 });
    expect((await operations.waitForCompletion(operationId)).result).toMatchObject({ epochs: 2 });
  });
});
