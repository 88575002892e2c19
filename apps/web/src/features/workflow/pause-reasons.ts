import { FLOW_UNAVAILABLE, type JobState } from "@gantry/contracts";

/** Why these Jobs are paused: each reason once, what nobody said left out. */
export function pauseReasons(jobs: readonly JobState[]): readonly string[] {
  const paused = jobs.filter(({ status }) => status === "paused");
  return [...new Set(paused.flatMap(({ pauseReason }) => pauseReason ?? []))].filter((reason) => reason !== "");
}

/** Whether they wait for code that the server does not have: then nobody can resume them by hand. */
export const waitForFlow = (jobs: readonly JobState[]): boolean => pauseReasons(jobs).includes(FLOW_UNAVAILABLE);
