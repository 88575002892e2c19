/**
 * A Task's id follows from its Job's and its ordinal (from 1): unique over all Workflows, known without asking
 * anyone, and the same after a crash, so that a service can be asked for it.
 */
export const taskIdOf = (jobId: string, ordinal: number): string =>
  `${jobId.replace(/^(job|op)_/, "task_")}_${String(ordinal)}`;
