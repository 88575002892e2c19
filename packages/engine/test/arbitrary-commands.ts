import type { JobState } from "@gantry/contracts";
import fc from "fast-check";
import type { Command } from "../src/core/index.ts";
import { MAX_WAIT_MS, QUIET_MS } from "./arbitrary-flow.ts";
import { emission } from "./core-job.ts";

/** One step of a script: which kind of command, and numbers that choose among what the Job has by then. */
export interface Step {
  readonly kind: Command["type"];
  readonly pick: number;
  /** How far behind the newest attempt the report is; 0 mostly. */
  readonly behind: number;
  readonly number: number;
  readonly flag: boolean;
  readonly passesMs: number;
}

const KINDS: readonly { readonly weight: number; readonly kind: Command["type"] }[] = [
  { weight: 8, kind: "start_task" },
  { weight: 6, kind: "complete_task" },
  { weight: 4, kind: "emit" },
  { weight: 3, kind: "fail_task" },
  { weight: 2, kind: "lose_task" },
  { weight: 1, kind: "suspend_task" },
  { weight: 1, kind: "defer_task" },
  { weight: 2, kind: "end_wait" },
  { weight: 2, kind: "report_progress" },
  { weight: 2, kind: "set_data" },
  { weight: 1, kind: "set_stat" },
  { weight: 1, kind: "reuse_task" },
  { weight: 1, kind: "stop_task" },
  { weight: 1, kind: "pause_job" },
  { weight: 2, kind: "resume_job" },
  { weight: 1, kind: "start_job" },
  { weight: 1, kind: "cancel_job" },
  { weight: 1, kind: "fail_job" },
];

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(...KINDS.map(({ weight, kind }) => ({ weight, arbitrary: fc.constant(kind) }))),
  pick: fc.nat(30),
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, -1) }),
  number: fc.integer({ min: 1, max: 3 }),
  flag: fc.boolean(),
  passesMs: fc.constantFrom(0, 0, 1, 20, -5),
});

export const script = fc.array(step, { maxLength: 60 });

/** What the step means for this Job as it is now, sensible or not. */
export function commandOf(state: JobState, { kind, pick, behind, number, flag }: Step): Command {
  const candidates =
    kind === "start_task" || kind === "reuse_task"
      ? state.tasks.filter((task) => task.status === "pending")
      : state.tasks;
  const task = candidates[pick % Math.max(1, candidates.length)];
  const taskId = task?.taskId ?? "task_none_1";
  const attempt = Math.max(0, (task?.attempts.length ?? 1) - behind);
  const error = { code: "handler_error", message: "broken" };
  const emissions = flag ? [emission({ n: number }, `#${String(number)}`), emission({ n: number }, "named")] : [];
  switch (kind) {
    case "start_job":
    case "resume_job":
      return { type: kind };
    case "pause_job":
    case "cancel_job":
      return { type: kind, reason: null };
    case "fail_job":
      return { type: kind, error };
    case "start_task":
      return { type: kind, taskId, lane: number };
    case "report_progress":
      return {
        type: kind,
        taskId,
        attempt,
        percent: pick * 3,
        message: null,
        acknowledgedAs: flag ? "service-1" : null,
      };
    case "emit":
      return { type: kind, taskId, attempt, emission: emission({ n: number }, flag ? "named" : `#${String(number)}`) };
    case "set_data":
      return { type: kind, taskId, attempt, data: { key: flag ? "k" : "l", write: number, value: { inline: pick } } };
    case "set_stat":
      return { type: kind, taskId, attempt, name: "seen", write: number, value: pick, change: number };
    case "complete_task":
      return { type: kind, taskId, attempt, output: { inline: number }, emissions };
    case "fail_task":
      return { type: kind, taskId, attempt, error, retryable: flag, jitter: 0.5 };
    case "lose_task":
    case "suspend_task":
      return { type: kind, taskId, attempt, error };
    case "defer_task":
      return { type: kind, taskId, attempt, dueAtMs: state.updatedAtMs + pick };
    case "stop_task":
      return { type: kind, taskId, attempt };
    case "end_wait":
      return { type: kind, ...endOfWait(state, pick, flag) };
    case "reuse_task":
      return { type: kind, taskId, output: null, emissions, data: [{ key: "k", write: 1, value: { inline: 1 } }] };
  }
}

/** A Slot in which something waits, and when that may end: rightly so for some policies, wrongly for others. */
function endOfWait(state: JobState, pick: number, isQuiet: boolean) {
  const candidates = Object.entries(state.slots).filter(([, { waiting }]) => waiting.length > 0);
  const [key, slot] = candidates[pick % Math.max(1, candidates.length)] ?? [
    `${Object.keys(state.routines)[0] ?? ""}.in`,
  ];
  const [routine = "", name = ""] = key.split(".");
  const since = isQuiet ? slot?.waiting.at(-1) : slot?.waiting[0];
  return { routine, slot: name, dueAtMs: (since?.atMs ?? 0) + (isQuiet ? QUIET_MS : MAX_WAIT_MS) };
}
