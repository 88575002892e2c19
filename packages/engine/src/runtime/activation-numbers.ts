import type { JobState } from "@gantry/contracts";
import { findTask, slotKey } from "../core/index.ts";

/**
 * Which activation of its Slot each Task of a Job is, from 1. Counted when somebody asks, each Task once however often:
 * what a Task is for never changes once it is queued.
 */
export class ActivationNumbers {
  readonly #state: JobState;
  /** Of the Task with ordinal i + 1. */
  readonly #numbers: number[] = [];
  readonly #bySlot = new Map<string, number>();

  /** @param state the Job as it is moved in place. */
  constructor(state: JobState) {
    this.#state = state;
  }

  /** 0 for a Task that the Job does not have. */
  of(taskId: string): number {
    const task = findTask(this.#state, taskId);
    if (!task) return 0;
    if (this.#state.planned) return 1; // one Task per Routine
    const { tasks } = this.#state;
    for (const { routine, slot } of tasks.slice(this.#numbers.length, task.ordinal)) {
      const key = slotKey(routine, slot ?? "");
      const number = (this.#bySlot.get(key) ?? 0) + 1;
      this.#bySlot.set(key, number);
      this.#numbers.push(number);
    }
    return this.#numbers[task.ordinal - 1] ?? 0;
  }
}
