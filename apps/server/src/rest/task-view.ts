import {
  isInline,
  type FlowDefinition,
  type JobState,
  type JsonValue,
  type StoredValue,
  type TaskState,
} from "@gantry/contracts";
import { z } from "zod";
import { isoTime, isoTimeOrNull } from "./wire-case.ts";

const DataReferenceView = z.object({
  protocol: z.string(),
  uri: z.string(),
  format: z.string(),
  metadata: z.record(z.string(), z.json()).nullable(),
});
type DataReferenceView = z.infer<typeof DataReferenceView>;

/** A Task as the compatible API shows it; `progress` and what follows are additive. */
export const TaskView = z.object({
  task_id: z.string(),
  node_key: z.string(),
  status: z.enum(["pending", "running", "completed", "failed", "cancelled"]),
  created_at: z.string(),
  updated_at: z.string(),
  error: z.string().nullable(),
  input_refs: z.array(DataReferenceView),
  output_refs: z.array(DataReferenceView),
  job_id: z.string(),
  progress: z.number().nullable(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  attempt: z.number().int(),
});
export type TaskView = z.infer<typeof TaskView>;

export interface TaskViewContext {
  readonly flow: FlowDefinition;
  readonly job: JobState;
  /** The whole of a value that is kept by reference. */
  readonly resolve: (ref: string) => Promise<JsonValue>;
}

export async function viewTask(task: TaskState, context: TaskViewContext): Promise<TaskView> {
  const createdAtMs = context.job.planned ? context.job.createdAtMs : (task.queuedAtMs ?? context.job.createdAtMs);
  return {
    task_id: task.taskId,
    node_key: task.routine,
    status: statusOf(task),
    created_at: isoTime(createdAtMs),
    updated_at: isoTime(lastChangeMs(task, createdAtMs)),
    error: task.error?.message ?? null,
    input_refs: await inputRefs(task, context),
    output_refs: task.output === null ? [] : referencesIn(await valueOf(task.output, context)),
    job_id: context.job.jobId,
    progress: task.status === "completed" ? 100 : task.progressPercent,
    started_at: isoTimeOrNull(task.startedAtMs),
    finished_at: isoTimeOrNull(task.finishedAtMs),
    attempt: task.attempts.length,
  };
}

/** The original has no word for a Task that will never run: after a failure it stays `pending`. */
const statusOf = ({ status }: TaskState): TaskView["status"] => (status === "skipped" ? "pending" : status);

function lastChangeMs(task: TaskState, createdAtMs: number): number {
  const attempt = task.attempts.at(-1);
  const times = [task.queuedAtMs, task.startedAtMs, task.finishedAtMs, attempt?.startedAtMs, attempt?.finishedAtMs];
  const known = times.filter((time): time is number => typeof time === "number");
  return Math.max(createdAtMs, ...known);
}

/** What went in, in the order of the Flow's Connections; each parent's output names it in `metadata.source_node`. */
async function inputRefs(task: TaskState, context: TaskViewContext): Promise<DataReferenceView[]> {
  const parts = await Promise.all(
    inputParts(task, context.job).map(async ({ connection, value }) => {
      const source = connection === null ? null : (context.flow.connections[connection]?.source ?? null);
      return {
        connection: connection ?? -1,
        references: withSource(referencesIn(await valueOf(value, context)), source),
      };
    }),
  );
  return parts.sort((a, b) => a.connection - b.connection).flatMap((part) => part.references);
}

function inputParts(task: TaskState, job: JobState) {
  if (task.input === null) return [];
  if (task.input.kind === "override") return task.input.parts;
  return job.slots[`${task.routine}.${task.slot ?? ""}`]?.messages.slice(0, task.input.count) ?? [];
}

const withSource = (references: DataReferenceView[], source: string | null): DataReferenceView[] =>
  source === null
    ? references
    : references.map((reference) => ({ ...reference, metadata: { ...reference.metadata, source_node: source } }));

/** The whole of a value, wherever it is kept. */
export const valueOf = (value: StoredValue, { resolve }: TaskViewContext): Promise<JsonValue> =>
  isInline(value) ? Promise.resolve(value.inline) : resolve(value.ref);

/** The DataReferences in a message or an output: itself, or those inside a list or under a key. Other data has none. */
function referencesIn(value: JsonValue): DataReferenceView[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  const reference = DataReferenceView.extend({ metadata: z.record(z.string(), z.json()).nullish() }).safeParse(value);
  if (reference.success) return [{ ...reference.data, metadata: reference.data.metadata ?? null }];
  if (typeof value !== "object" || value === null || !("reference" in value)) return [];
  return referencesIn(value.reference ?? null);
}
