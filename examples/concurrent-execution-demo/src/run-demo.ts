import { createInlineExecutor, Engine, ENTRY_SLOT, MemoryStore } from "@gantry/engine";
import { demoFlow } from "./demo-flow.ts";
import { WorkflowRecorder, type JobRecording } from "./job-recording.ts";

export interface DemoOptions {
  readonly jobs: number;
  readonly maxWorkers: number;
}

/** A demo that runs. */
export interface DemoRun {
  /** The Jobs as they stand now, by index. */
  readonly jobs: () => readonly JobRecording[];
  /** Resolves when every Job has ended and nothing of the engine is left behind. */
  readonly ended: Promise<readonly JobRecording[]>;
}

/** Starts one Workflow of the demo Flow on an engine of its own, in memory. */
export async function startDemo({ jobs, maxWorkers }: DemoOptions): Promise<DemoRun> {
  const store = new MemoryStore();
  const engine = new Engine({
    history: store,
    workflows: store,
    ownerId: "demo",
    executors: { inline: createInlineExecutor([demoFlow]) },
  });
  const recorder = new WorkflowRecorder();
  const haveEnded = new Promise<void>((resolve) => {
    engine.onCommitted((committed) => {
      recorder.add(committed);
      if (recorder.hasEnded) resolve();
    });
  });
  await engine.submit({
    name: demoFlow.name,
    origin: "flow",
    flow: demoFlow.definition(),
    jobs,
    maxWorkers,
    entries: [{ routine: "DataSource", slot: ENTRY_SLOT, data: {} }],
  });
  const ended = haveEnded.then(async () => {
    await engine.close();
    return recorder.jobs;
  });
  return { jobs: () => recorder.jobs, ended };
}
