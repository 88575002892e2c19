import type { DataReferenceInput } from "./data-reference-input.ts";

/**
 * What a worker may say about its Task. Each call returns whether it had an effect:
 * after the Task's end (or for an unknown Task) it has none.
 */
export interface TaskReporter {
  /** `percent` is clamped to 0-100; without a message the last one stays. */
  updateProgress(taskId: string, percent: number, message?: string): boolean;
  /** @throws TypeError when `reference` is not a valid DataReference. */
  completeTask(taskId: string, reference: DataReferenceInput): boolean;
  failTask(taskId: string, message: string): boolean;
}
