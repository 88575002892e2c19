import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "@gantry/db";
import { createInlineExecutor, Engine, ENTRY_SLOT, systemClock, type Flow } from "@gantry/engine";
import { createThreadExecutor, LazyThreadPool } from "@gantry/engine/threads";
import { warmUp, warmUpFlow } from "./warm-up.ts";
import { WorkflowRecorder, type JobRecording } from "./job-recording.ts";

export interface DemoOptions {
  /** The demo or a variant of it: Jobs begin at DataSource. */
  readonly flow: Flow;
  readonly jobs: number;
  readonly maxWorkers: number;
}

/** A demo that runs. */
export interface DemoRun {
  /** The Jobs as they stand now, by index. */
  readonly jobs: () => readonly JobRecording[];
  /** Resolves when every Job has ended and nothing of the engine or its store is left behind. */
  readonly ended: Promise<readonly JobRecording[]>;
}

/** Starts one Workflow of the Flow on an engine of its own. Every step is durable: in an embedded store that goes with the run. */
export async function startDemo({ flow, jobs, maxWorkers }: DemoOptions): Promise<DemoRun> {
  const ownerId = `demo-${randomUUID()}`;
  const { store, remove } = await openTemporaryStore(ownerId);
  const threads = new LazyThreadPool({ clock: systemClock });
  const engine = new Engine({
    history: store.history,
    workflows: store.workflows,
    ownerId,
    executors: { inline: createInlineExecutor([flow, warmUpFlow]), thread: createThreadExecutor([flow], threads) },
  });
  await warmUp(engine);
  const recorder = new WorkflowRecorder();
  const haveEnded = new Promise<void>((resolve) => {
    engine.onCommitted((committed) => {
      recorder.add(committed);
      if (recorder.hasEnded) resolve();
    });
  });
  await engine.submit({
    name: flow.name,
    origin: "flow",
    flow: flow.definition(),
    jobs,
    maxWorkers,
    entries: [{ routine: "DataSource", slot: ENTRY_SLOT, data: {} }],
  });
  const ended = haveEnded.then(async () => {
    await engine.close();
    await threads.close();
    await remove();
    return recorder.jobs;
  });
  return { jobs: () => recorder.jobs, ended };
}

async function openTemporaryStore(ownerId: string): Promise<{ store: Store; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "gantry-demo-"));
  const store = await openStore({ databaseUrl: null, dataDir, ownerId });
  const remove = async (): Promise<void> => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { store, remove };
}
