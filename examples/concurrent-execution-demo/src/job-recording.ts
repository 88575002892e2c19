import { isTerminal, type HistoryEvent, type HistoryEventOf, type JobState, type LogLine } from "@gantry/contracts";
import type { Committed } from "@gantry/engine";
import { evolve } from "@gantry/engine/core";

/** Everything that is known of one Job. */
export interface JobRecording {
  readonly state: JobState;
  readonly events: readonly HistoryEvent[];
  readonly logs: readonly LogLine[];
}

/** The records that the demo counts: the start, and each output. Six for a finished Job. */
export type ExecutionRecord = HistoryEventOf<"job_started"> | HistoryEventOf<"emitted">;

export const executionHistory = ({ events }: JobRecording): ExecutionRecord[] =>
  events.filter((event) => event.kind === "job_started" || event.kind === "emitted");

/** Collects the Jobs of one Workflow from what its engine commits; their states are folds of their histories. */
export class WorkflowRecorder {
  readonly #jobs = new Map<string, { state: JobState; readonly events: HistoryEvent[]; readonly logs: LogLine[] }>();

  /** By job index. */
  get jobs(): readonly JobRecording[] {
    return [...this.#jobs.values()].sort((a, b) => a.state.jobIndex - b.state.jobIndex);
  }

  /** Whether there are Jobs and all of them have ended. */
  get hasEnded(): boolean {
    return this.#jobs.size > 0 && [...this.#jobs.values()].every(({ state }) => isTerminal(state.status));
  }

  add({ events, logs }: Pick<Committed, "events" | "logs">): void {
    for (const event of events) this.#addEvent(event);
    for (const line of logs) this.#jobs.get(line.jobId)?.logs.push(line);
  }

  #addEvent(event: HistoryEvent): void {
    const job = this.#jobs.get(event.jobId);
    if (job === undefined) {
      this.#jobs.set(event.jobId, { state: evolve(null, event), events: [event], logs: [] });
      return;
    }
    job.state = evolve(job.state, event);
    job.events.push(event);
  }
}
