import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type ServiceMethod,
} from "@gantry/service-sdk";
import { z } from "zod";
import { inlineJson, readJson } from "../data-exchange.ts";
import { pacedSteps } from "../paced-steps.ts";
import { durationMs } from "../parameters.ts";

/** What arithmetic operations hand each other; a bare number is read too. */
const Sum = z.union([z.number(), z.object({ sum: z.number() }).transform(({ sum }) => sum)]);

const LARGEST_ADDEND = 100;

export const taskManager = new TaskManager();

/**
 * An oracle for crash tests: operation `Add<i>` (i from 0 to 100) adds its own i to the sum of its inputs. The right
 * result of a whole graph is known beforehand, and a step that is lost or done twice shows in it.
 * Parameter `duration_ms` (0): with 0 it answers complete at once, else it runs in the background.
 */
export const methods: Readonly<Record<string, ServiceMethod>> = Object.fromEntries(
  Array.from({ length: LARGEST_ADDEND + 1 }, (_, addend) => [`Add${addend}`, addMethod(addend)]),
);

function addMethod(addend: number): ServiceMethod {
  const add: BackgroundWorker = async (taskId, request, manager, signal) => {
    await pacedSteps({ steps: 10, durationMs: durationMs(request, 0), signal }, (index) => {
      manager.updateProgress(taskId, 10 * (index + 1));
    });
    manager.completeTask(taskId, inlineJson(await sumOf(request, addend)));
  };
  return async (request) => {
    if (durationMs(request, 0) === 0) return { status: "complete", output: inlineJson(await sumOf(request, addend)) };
    runInBackground(taskManager, request.task_id, add, request);
    return { status: "running" };
  };
}

async function sumOf({ inputs }: ExecuteRequest, addend: number): Promise<{ sum: number }> {
  const numbers = await Promise.all(inputs.map(async (input) => Sum.parse(await readJson(input))));
  return { sum: numbers.reduce((sum, number) => sum + number, addend) };
}
