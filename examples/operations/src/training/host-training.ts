import { createApp, runInBackground, TaskManager, type ExecuteRequest, type MethodAnswer } from "@gantry/service-sdk";
import { LocalTrainingRunner } from "./local-training-runner.ts";
import { TrainingContext } from "./training-context.ts";

type App = ReturnType<typeof createApp>;

/** A host service that trains: the same runner behind the control interface, which any orchestrator can call. */
export function createHostTraining(): App {
  const taskManager = new TaskManager();
  const train = (request: ExecuteRequest): MethodAnswer => {
    const context = TrainingContext.parse(request.parameters);
    runInBackground(
      taskManager,
      request.task_id,
      (taskId, _request, manager, signal) => work(taskId, context, manager, signal),
      request,
    );
    return { status: "running" };
  };
  return createApp({ taskManager, methods: { Train: train } });
}

async function work(
  taskId: string,
  context: TrainingContext,
  manager: TaskManager,
  signal: AbortSignal,
): Promise<void> {
  const runner = new LocalTrainingRunner(context, {
    signal,
    onEpoch: (epoch, epochs) =>
      void manager.updateProgress(taskId, (100 * epoch) / epochs, `Epoch ${String(epoch)}/${String(epochs)}`),
  });
  const result = await runner.run();
  const uri = Buffer.from(JSON.stringify(result)).toString("base64");
  manager.completeTask(taskId, { protocol: "inline", uri, format: "json", metadata: result });
}
