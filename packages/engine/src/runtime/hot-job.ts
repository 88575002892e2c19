import type { HistoryEvent, JobState, JobSummary, LogLine, TaskState } from "@gantry/contracts";
import { isTerminal } from "@gantry/contracts";
import { findTask, summarizeJob, thaw, thawTask } from "../core/index.ts";
import { ActivationNumbers } from "./activation-numbers.ts";
import { JobTimers } from "./job-timers.ts";
import type { Clock } from "./ports/clock.ts";
import type { RunningAttempt } from "./running-attempt.ts";

/** A long history is folded from a snapshot about this many events back, or as many as the state has parts. */
const SNAPSHOT_EVERY_EVENTS = 500;

/** What a commit will have made durable of one Job. Captured when the commit is taken, valid once it is done. */
export interface JobCapture {
  readonly summary: JobSummary;
  /** The Tasks that the commit touched, as they are then. */
  readonly tasks: readonly TaskState[];
  /** Due for saving; null most of the time. */
  readonly snapshot: JobState | null;
}

/** A Job in memory: its state as decided so far, what is not durable of it yet, and what runs for it. */
export class HotJob {
  readonly state: JobState;
  readonly attempts = new Map<string, RunningAttempt>();
  readonly timers: JobTimers;
  readonly activations: ActivationNumbers;
  #events: HistoryEvent[] = [];
  #logs: LogLine[] = [];
  #logSeq: number;
  #nextSnapshotSeq: number;

  constructor(state: JobState, options: { readonly lastLogSeq: number; readonly clock: Clock }) {
    const { lastLogSeq, clock } = options;
    this.state = state;
    this.timers = new JobTimers(clock);
    this.activations = new ActivationNumbers(state);
    this.#logSeq = lastLogSeq;
    this.#nextSnapshotSeq = nextSnapshotSeq(state);
  }

  get ended(): boolean {
    return isTerminal(this.state.status);
  }

  get hasUncommitted(): boolean {
    return this.#events.length + this.#logs.length > 0;
  }

  record(events: readonly HistoryEvent[]): void {
    for (const event of events) this.#events.push(event);
  }

  recordLog(line: Omit<LogLine, "jobId" | "logSeq" | "atSeq">): void {
    this.#logSeq += 1;
    this.#logs.push({ ...line, jobId: this.state.jobId, logSeq: this.#logSeq, atSeq: this.state.seq });
  }

  /** Hands over what is not durable yet, and what the Job looks like with it. */
  take(): { readonly events: HistoryEvent[]; readonly logs: LogLine[]; readonly capture: JobCapture } {
    const [events, logs] = [this.#events, this.#logs];
    this.#events = [];
    this.#logs = [];
    const touched = new Set(
      events.flatMap((event) => ("taskId" in event && event.taskId !== null ? [event.taskId] : [])),
    );
    const planned = events.some((event) => event.kind === "job_created" || event.kind === "job_started");
    const tasks = planned ? this.state.tasks : [...touched].flatMap((taskId) => findTask(this.state, taskId) ?? []);
    const capture = { summary: this.summarize(), tasks: tasks.map(thawTask), snapshot: this.#snapshotIfDue() };
    return { events, logs, capture };
  }

  summarize(): JobSummary {
    return summarizeJob(this.state, this.#logSeq);
  }

  #snapshotIfDue(): JobState | null {
    if (this.state.seq < this.#nextSnapshotSeq) return null;
    this.#nextSnapshotSeq = nextSnapshotSeq(this.state);
    return thaw(this.state);
  }
}

/** A snapshot holds every Task and message: with many of them it must stay rarer than what it saves. */
function nextSnapshotSeq({ seq, tasks, slots, sharedData }: JobState): number {
  const messages = Object.values(slots).reduce((sum, slot) => sum + slot.messages.length + slot.waiting.length, 0);
  const size = tasks.length + messages + Object.keys(sharedData).length;
  return seq + Math.max(SNAPSHOT_EVERY_EVENTS, size);
}
