import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HistoryEvent } from "@gantry/contracts";
import { openStore } from "@gantry/db";
import {
  createInlineExecutor,
  Engine,
  MemoryStore,
  type EngineOptions,
  type Flow,
  type WorkflowRequest,
} from "@gantry/engine";
import { createThreadExecutor, type ThreadPool } from "@gantry/engine/threads";

/** An engine with what it stands on; closed with it, and nothing of it stays behind. */
export interface EngineUnderTest extends AsyncDisposable {
  readonly engine: Engine;
}

const executorsOf = (flow: Flow, pool?: ThreadPool): EngineOptions["executors"] => ({
  inline: createInlineExecutor([flow]),
  ...(pool && { thread: createThreadExecutor([flow], pool) }),
});

/**
 * The engine on the embedded database as the server opens it: WAL, an fsync for every commit.
 * @param pool for a Flow with thread slots; its owner closes it.
 */
export async function durableEngine(flow: Flow, pool?: ThreadPool): Promise<EngineUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), "gantry-bench-"));
  const ownerId = "bench";
  const store = await openStore({ databaseUrl: null, dataDir, ownerId });
  const { history, workflows } = store;
  const engine = new Engine({ history, workflows, ownerId, executors: executorsOf(flow, pool) });
  const close = async () => {
    await engine.close();
    await store.close();
    await rm(dataDir, { recursive: true });
  };
  return { engine, [Symbol.asyncDispose]: close };
}

/** The engine alone: history is kept in memory. */
export function memoryEngine(flow: Flow, pool?: ThreadPool): EngineUnderTest {
  const store = new MemoryStore();
  const executors = executorsOf(flow, pool);
  const engine = new Engine({ history: store, workflows: store, ownerId: "bench", executors });
  return { engine, [Symbol.asyncDispose]: () => engine.close() };
}

/**
 * Submits a Workflow and waits until all of its Jobs have completed.
 *
 * @param onEvent told of every HistoryEvent as it is published.
 * @returns the time from just before the submission to the moment at which the last Job's end was published, ms.
 * @throws Error when a Job fails.
 */
export async function runToEnd(
  engine: Engine,
  request: WorkflowRequest,
  onEvent?: (event: HistoryEvent) => void,
): Promise<number> {
  let toComplete = request.jobs ?? 1;
  let stopListening = (): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    stopListening = engine.onCommitted(({ events }) => {
      for (const event of events) {
        onEvent?.(event);
        if (event.kind === "job_failed") reject(new Error(`A measured Job failed: ${event.error.message}`));
        if (event.kind === "job_completed") toComplete -= 1;
      }
      if (toComplete === 0) resolve();
    });
  });
  const startedMs = performance.now();
  try {
    await Promise.all([engine.submit(request), ended]);
    return performance.now() - startedMs;
  } finally {
    stopListening();
  }
}
