import { AppError, type JobCatchUp, type LogCatchUp } from "@gantry/contracts";
import type { LiveReader } from "./live-reader.ts";

/** Missing events beyond this are replaced by the fold: cheaper to send, and to apply. */
export const CATCH_UP_MAX_EVENTS = 2_000;
/** Log lines sent at once: the newest of a first visit, or one page of those missed. */
export const CATCH_UP_MAX_LINES = 1_000;

export interface CaughtUp {
  readonly catchUp: JobCatchUp;
  /** The seq at which the viewer is once it has applied `catchUp`. */
  readonly seq: number;
}

/**
 * How a viewer at `afterSeq` gets to the present (null: it has nothing).
 * @throws AppError `not_found` for an unknown Job.
 */
export async function catchUpJob(reader: LiveReader, jobId: string, afterSeq: number | null): Promise<CaughtUp> {
  if (afterSeq !== null) {
    const events = await reader.readEvents(jobId, afterSeq, CATCH_UP_MAX_EVENTS + 1);
    const last = events.at(-1);
    if (last !== undefined && events.length <= CATCH_UP_MAX_EVENTS) {
      return { catchUp: { kind: "events", jobId, events }, seq: last.seq };
    }
  }
  const state = await reader.readJob(jobId);
  if (state === null) throw new AppError("not_found", `Job ${jobId} not found`);
  if (state.seq === afterSeq) return { catchUp: { kind: "events", jobId, events: [] }, seq: state.seq };
  return { catchUp: { kind: "snapshot", jobId, state }, seq: state.seq };
}

/**
 * The lines after `afterLogSeq`, at most one page (the rest follows in frames), or the newest when it is null.
 * `position` is the viewer's logSeq once it has them.
 */
export async function catchUpLogs(
  reader: LiveReader,
  jobId: string,
  afterLogSeq: number | null,
): Promise<{ readonly logs: LogCatchUp; readonly position: number }> {
  const lastLogSeq = await reader.lastLogSeq(jobId);
  const after = Math.min(afterLogSeq ?? Math.max(0, lastLogSeq - CATCH_UP_MAX_LINES), lastLogSeq);
  const lines = await reader.readLogs(jobId, after, CATCH_UP_MAX_LINES);
  const position = lines.at(-1)?.logSeq ?? after;
  return { logs: { lines, lastLogSeq: Math.max(lastLogSeq, position) }, position };
}
