import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@gantry/db";
import { Engine } from "@gantry/engine";
import { OperationExecutor, OperationsService } from "@gantry/operations";

/** Managed operations on the embedded database as the server opens it; closed with it, and nothing of it stays behind. */
export interface OperationsUnderTest extends AsyncDisposable {
  readonly operations: OperationsService;
}

export async function durableOperations(): Promise<OperationsUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), "gantry-bench-"));
  const ownerId = "bench";
  const store = await openStore({ databaseUrl: null, dataDir, ownerId });
  const { history, workflows } = store;
  const executor = new OperationExecutor();
  const engine = new Engine({ history, workflows, ownerId, executors: { operation: executor } });
  const operations = new OperationsService({
    executor,
    engine,
    store: {
      find: (operationId) => store.operations.find(operationId),
      list: (query) => store.operations.list(query),
      readEvents: (jobId, afterSeq, limit) => history.readEvents(jobId, afterSeq, limit),
      readValue: (workflowId, ref) => history.readValue(workflowId, ref),
    },
  });
  const close = async () => {
    await operations.close();
    await engine.close();
    await store.close();
    await rm(dataDir, { recursive: true });
  };
  return { operations, [Symbol.asyncDispose]: close };
}
