import { progressPercentOf } from "@gantry/engine/core";
import { executionHistory, type JobRecording } from "../job-recording.ts";
import { formatDuration, jobTitle, table } from "./format.ts";

/** One periodic update: each Job's status, progress, and how many history records and log entries it has. */
export function formatStatusUpdate(jobs: readonly JobRecording[], elapsedMs: number): string[] {
  const rows = jobs.map((job) => [
    `  ${jobTitle(job.state.jobIndex)}`,
    job.state.status.padEnd("completed".length),
    `${Math.round(progressPercentOf(job.state))} %`.padStart("100 %".length),
    `history ${executionHistory(job).length}`,
    `log ${job.logs.length}`,
    runningRoutines(job),
  ]);
  return [`after ${formatDuration(elapsedMs)}`, ...table(rows)];
}

const runningRoutines = ({ state }: JobRecording): string =>
  state.tasks
    .filter((task) => task.status === "running")
    .map((task) => `▶ ${task.routine}`)
    .join(" ");
