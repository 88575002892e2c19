import { randomUUID } from "node:crypto";
import { openStore } from "@gantry/db";
import { Engine } from "@gantry/engine";
import { OperationExecutor, OperationsService } from "@gantry/operations";

/** Managed operations over the embedded store, wired as the server does it. */
export async function openDurableOperations(dataDir: string) {
  const ownerId = `server_${randomUUID()}`;
  const store = await openStore({ databaseUrl: null, dataDir, ownerId });
  const executor = new OperationExecutor();
  const { history, workflows } = store;
  const engine = new Engine({ history, workflows, ownerId, executors: { operation: executor }, maxRunningTasks: 1 });
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
  return {
    engine,
    operations,
    async [Symbol.asyncDispose]() {
      await engine.close();
      await operations.close();
      await store.close();
    },
  };
}
