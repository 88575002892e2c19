/**
 * decide: what a command makes happen to a Job.
 *
 * Owns: which events may follow which state: activation, retries, error strategies, cancellation, and when a Job ends.
 * Does not own: which ready Task runs next (ReadyQueue), time, values, handlers.
 *
 * Invariants
 * D1  Deterministic: the same Flow, state, command and time give the same events.
 * D2  A Job ends exactly when no Task of it is queued, running or waiting for a retry; its last event tells how,
 *     and it has one such event.
 * D3  Each Task ends once. What its attempts report later is recorded as `task_late`, or not at all, and changes nothing.
 * D4  Nothing starts in a Job that is paused, cancelling, failing or over.
 * D5  A repeated emission or write of a re-run attempt is recorded once.
 * D6  A message activates its Slot as the Slot's policy says, once; the same connection twice delivers once.
 * D7  An attempt's report counts only for the attempt that is running.
 */
import { isTerminal, type HistoryEvent, type JobState } from "@gantry/contracts";
import type { Command } from "./command.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { cancelJob, pauseJob, resumeJob, startJob } from "./decide-job.ts";
import { emit, reportProgress, setData, setStat } from "./decide-report.ts";
import {
  completeTask,
  deferTask,
  failTask,
  loseTask,
  reuseTask,
  startTask,
  stopTask,
  suspendTask,
} from "./decide-task.ts";
import { failJob } from "./end-job.ts";
import { endWait } from "./slot-wait.ts";
import { settle } from "./settle.ts";
import { thaw } from "./job-state.ts";
import { beginTransition, type Transition } from "./transition.ts";

/** Pure: the events that `command` causes, without touching `state`; [] when it has no effect (any more). */
export const decide = (flow: CompiledFlow, state: JobState, command: Command, atMs: number): readonly HistoryEvent[] =>
  advance(flow, thaw(state), command, atMs);

/**
 * decide and evolve in one: moves a state that the caller owns, and returns the events that moved it.
 * Should it throw, the state is spoilt and must be loaded again.
 */
export function advance(flow: CompiledFlow, state: JobState, command: Command, atMs: number): readonly HistoryEvent[] {
  const transition = beginTransition(flow, state, Math.max(atMs, state.updatedAtMs)); // a clock that jumps back must not turn history round
  handle(transition, command);
  if (transition.events.length > 0 && !isTerminal(state.status)) settle(transition);
  return transition.events;
}

function handle(transition: Transition, command: Command): void {
  switch (command.type) {
    case "start_job":
      return startJob(transition);
    case "pause_job":
      return pauseJob(transition, command.reason);
    case "resume_job":
      return resumeJob(transition);
    case "cancel_job":
      return cancelJob(transition, command.reason);
    case "fail_job":
      return failJob(transition, command.error);
    case "start_task":
      return startTask(transition, command);
    case "end_wait":
      return endWait(transition, command);
    case "report_progress":
      return reportProgress(transition, command);
    case "emit":
      return emit(transition, command);
    case "set_data":
      return setData(transition, command);
    case "set_stat":
      return setStat(transition, command);
    case "complete_task":
      return completeTask(transition, command);
    case "fail_task":
      return failTask(transition, command);
    case "defer_task":
      return deferTask(transition, command);
    case "suspend_task":
      return suspendTask(transition, command);
    case "lose_task":
      return loseTask(transition, command);
    case "stop_task":
      return stopTask(transition, command);
    case "reuse_task":
      return reuseTask(transition, command);
  }
}
