import { isInline, type StoredValue } from "@gantry/contracts";
import { executionHistory, type ExecutionRecord, type JobRecording } from "../job-recording.ts";
import { formatDuration, formatTime, heading, jobTitle, table } from "./format.ts";

/** Everything about one Job: its history, shared data, log and routine states with timestamps, and its final report. */
export function formatJobReport(job: JobRecording): string[] {
  const { state } = job;
  const took = (state.finishedAtMs ?? state.updatedAtMs) - (state.startedAtMs ?? state.createdAtMs);
  return [
    heading(`${jobTitle(state.jobIndex)} · ${state.jobId}`),
    `${state.status} after ${formatDuration(took)}${state.error === null ? "" : `: ${state.error.message}`}`,
    ...section("Execution history", executionHistory(job).map(historyRow)),
    ...section(
      "Shared data",
      Object.entries(state.sharedData).map(([key, { value, routine, atMs }]) => [
        formatTime(atMs),
        key,
        `by ${routine}`,
        valueText(value),
      ]),
    ),
    ...section(
      "Shared log",
      job.logs.map(({ atMs, level, message }) => [formatTime(atMs), level, message]),
    ),
    ...section("Routine states", [["routine", "status", "queued", "started", "finished", "took"], ...routineRows(job)]),
    ...section("Final report", [[finalReport(job)]]),
  ];
}

const section = (title: string, rows: readonly (readonly string[])[]): string[] => [
  "",
  title,
  ...table(rows).map((line) => `  ${line}`),
];

const historyRow = (record: ExecutionRecord): string[] => [
  formatTime(record.atMs),
  `#${record.seq}`,
  record.kind === "job_started" ? "started" : `${record.routine} → ${record.event}`,
];

const routineRows = ({ state }: JobRecording): string[][] =>
  Object.entries(state.routines).map(([name, { status, queuedAtMs, startedAtMs, finishedAtMs }]) => [
    name,
    status,
    ...[queuedAtMs, startedAtMs, finishedAtMs].map(formatTime),
    startedAtMs === null || finishedAtMs === null ? "–" : formatDuration(finishedAtMs - startedAtMs),
  ]);

/** So that a row fits into a usual terminal. */
const VALUE_CHARS = 72;

function valueText(value: StoredValue): string {
  const text = isInline(value) ? JSON.stringify(value.inline) : value.preview;
  return text.length <= VALUE_CHARS ? text : `${text.slice(0, VALUE_CHARS - 1)}…`;
}

function finalReport({ state }: JobRecording): string {
  const reported = state.sharedData.reported?.value;
  const document = reported !== undefined && isInline(reported) ? reported.inline : null;
  const isReport = typeof document === "object" && document !== null && !Array.isArray(document);
  return isReport && typeof document.summary === "string" ? document.summary : "none: the job did not get that far";
}
