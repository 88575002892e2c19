import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { inlineJson } from "../data-exchange.ts";
import type { Tariff } from "../energy/documents.ts";
import { pacedSteps } from "../paced-steps.ts";
import { durationMs, numberParameter } from "../parameters.ts";

export const taskManager = new TaskManager();

const TARIFF: Tariff = { kind: "tariff", name: "Commercial day rate", eur_per_kwh: 0.27 };

/** Look-ups so far by workflow; an entry goes once its tariff was given out. */
const lookups = new Map<string, number>();

/**
 * Slow by parameter `duration_ms` (800), flaky by `fail_first` (0): so many look-ups of each workflow fail before one
 * succeeds, which a retry policy gets over.
 */
export function execute_LookupTariff(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, lookUp, request);
  return { status: "running" };
}

const lookUp: BackgroundWorker = async (taskId, request, manager, signal) => {
  const failures = numberParameter(request, "fail_first", 0);
  await pacedSteps({ steps: 4, durationMs: durationMs(request, 800), signal }, (index) => {
    manager.updateProgress(taskId, 25 * (index + 1), "Asking the supplier");
  });
  const lookup = (lookups.get(request.workflow_id) ?? 0) + 1;
  if (lookup <= failures) {
    lookups.set(request.workflow_id, lookup);
    throw new Error(`The supplier did not answer (look-up ${lookup} of this workflow)`);
  }
  lookups.delete(request.workflow_id);
  manager.completeTask(taskId, inlineJson(TARIFF));
};
