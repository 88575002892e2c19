/** A service with long operations, which hands its results over by gRPC. */
import { setTimeout as sleep } from "node:timers/promises";
import { run, runInBackground, TaskManager, type ExecuteRequest, type MethodAnswer } from "@gantry/service-sdk";
import { DataPlane, fetchFromUpstream, loadProtoService } from "@gantry/service-sdk/grpc";
import * as service from "./service.ts";

/** What `GetLastResult` answers; the fields are named as in the proto file. */
interface TrainResponse {
  readonly model_path: string;
  readonly accuracy: number;
  readonly epochs: number;
}

const myService = loadProtoService<TrainResponse>(new URL("./proto/my_service.proto", import.meta.url));

/** The service whose data this one takes: put its proto beside ours, and load that. */
const upstream = myService;

const taskManager = new TaskManager();
const dataPlane = new DataPlane({ service: myService });

/** The blueprint's operation `TrainModel`. Parameters: `epochs`, and how long each takes, `epoch_ms`. */
export function execute_TrainModel(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, trainModel, request);
  return { status: "running" };
}

/** Any number of these run at once. What it throws fails the task; `signal` aborts when the task is cancelled. */
async function trainModel(
  taskId: string,
  request: ExecuteRequest,
  manager: TaskManager,
  signal: AbortSignal,
): Promise<void> {
  // 1. Fetch what the upstream services have published.
  const models = await Promise.all(
    request.inputs.map((input) => fetchFromUpstream(input, { upstream, request, signal })),
  );
  const epochsBefore = models.reduce((total, { epochs }) => total + epochs, 0);

  // 2. Work, and tell how far it is. CPU-heavy work belongs in a thread: see `inThread`.
  const epochs = Number(request.parameters.epochs ?? 100);
  const epochMs = Number(request.parameters.epoch_ms ?? 100);
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    await sleep(epochMs, undefined, { signal });
    manager.updateProgress(taskId, (100 * epoch) / epochs, `Epoch ${epoch} of ${epochs}`);
  }

  // 3. Publish for downstream services, and complete the task with the reference to it.
  const result = { model_path: `/models/${taskId}.bin`, accuracy: 0.95, epochs: epochsBefore + epochs };
  manager.completeTask(taskId, dataPlane.publishResult(request, result));
}

// Of this very module: every execute_<Name> that it exports is an operation.
await run({ name: "my-service", module: service, taskManager, dataPlane });
