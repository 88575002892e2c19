import { isTerminal, type JobState } from "@gantry/contracts";

/** Whether messages still lead to Tasks: not when the Job is over, cancelling or failing (keeps D4). */
export const acceptsWork = (state: JobState): boolean =>
  !isTerminal(state.status) && state.cancelRequest === null && state.failing === null;

/** Whether queued Tasks may start now. */
export const mayStartTasks = (state: JobState): boolean => state.status === "running" && acceptsWork(state);

/** Whether running attempts should be aborted. */
export const mustStop = (state: JobState): boolean =>
  isTerminal(state.status) || state.cancelRequest !== null || state.failing !== null;
