import type { StoredValue, TaskState } from "@gantry/contracts";

export interface TaskOutput {
  readonly task: TaskState;
  readonly output: StoredValue;
}

/** Outputs of a Job's Tasks, those of Routines that feed no other (`sources`: Routines that do) first of all. */
export function outputTasks(
  tasks: readonly TaskState[],
  sources: ReadonlySet<string>,
): { readonly final: readonly TaskOutput[]; readonly intermediate: readonly TaskOutput[] } {
  const withOutput = tasks.flatMap((task) => (task.output === null ? [] : [{ task, output: task.output }]));
  return {
    final: withOutput.filter(({ task }) => !sources.has(task.routine)),
    intermediate: withOutput.filter(({ task }) => sources.has(task.routine)),
  };
}
