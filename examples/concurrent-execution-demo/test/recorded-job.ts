import type { HistoryEvent, TaskInput } from "@gantry/contracts";
import { taskIdOf } from "@gantry/engine/core";
import { WorkflowRecorder, type JobRecording } from "../src/job-recording.ts";

/** 12:00:00.000 UTC. */
export const NOON = Date.UTC(2026, 0, 1, 12);

type Fact = HistoryEvent extends infer E ? (E extends HistoryEvent ? Omit<E, "jobId" | "seq"> : never) : never;

/** A Job of two stages: DataSource runs from 0 to 100 ms, DataReporter waits until 200 and runs to 300. */
export function recordedJob(jobIndex = 0): JobRecording {
  const jobId = `job_${jobIndex}`;
  const [sourceTask, reporterTask] = [taskIdOf(jobId, 1), taskIdOf(jobId, 2)];
  const source = { taskId: sourceTask, routine: "DataSource" };
  const reporter = { taskId: reporterTask, routine: "DataReporter" };
  const output = { inline: { summary: "12 valid measurements", reportedAt: "2026-01-01T12:00:00.300Z" } };
  const input: TaskInput = { kind: "override", parts: [] };
  const facts: Fact[] = [
    {
      kind: "job_created",
      atMs: NOON,
      workflowId: "wf-1",
      jobIndex,
      flowId: "concurrent-execution-demo",
      routines: ["DataSource", "DataReporter"],
      planned: false,
      entries: [],
      reusesJobId: null,
    },
    { kind: "job_started", atMs: NOON },
    { kind: "task_queued", atMs: NOON, ...source, ordinal: 1, slot: "trigger", input, consumes: [null] },
    { kind: "task_started", atMs: NOON, taskId: sourceTask, attempt: 1, lane: 1 },
    { kind: "emitted", atMs: NOON + 100, ...source, event: "output", key: "#1", data: { inline: {} }, deliveries: [] },
    { kind: "task_queued", atMs: NOON + 100, ...reporter, ordinal: 2, slot: "input", input, consumes: [] },
    { kind: "task_completed", atMs: NOON + 100, taskId: sourceTask, attempt: 1, output: null },
    { kind: "task_started", atMs: NOON + 200, taskId: reporterTask, attempt: 1, lane: 2 },
    { kind: "data_set", atMs: NOON + 300, ...reporter, key: "reported", write: 1, value: output },
    { kind: "emitted", atMs: NOON + 300, ...reporter, event: "output", key: "#1", data: output, deliveries: [] },
    { kind: "task_completed", atMs: NOON + 300, taskId: reporterTask, attempt: 1, output: null },
    { kind: "job_completed", atMs: NOON + 300 },
  ];
  const log = {
    jobId,
    logSeq: 1,
    atSeq: 9,
    atMs: NOON + 300,
    level: "info",
    message: "DataReporter: data reported",
    fields: null,
    routine: "DataReporter",
    taskId: reporterTask,
    attempt: 1,
  } as const;
  const recorder = new WorkflowRecorder();
  recorder.add({ events: facts.map((fact, index): HistoryEvent => ({ ...fact, jobId, seq: index + 1 })), logs: [log] });
  const [recording] = recorder.jobs;
  if (recording === undefined) throw new Error("Nothing was recorded");
  return recording;
}
