import type { JobState } from "@gantry/contracts";
import { summarizeJob } from "@gantry/engine/core";
import type { CommandContext } from "../context.ts";
import type { JobsListener, JobsView } from "../live/jobs-view.ts";
import { eventLine } from "./event-text.ts";
import { LiveBoard } from "./live-board.ts";
import { statusText } from "./status-text.ts";
import { boardLines } from "./workflow-board.ts";

/** Something that shows a view while it changes. */
export interface WatchDisplay extends Disposable {
  readonly listener: JobsListener;
  connection(state: "lost" | "back"): void;
}

/** Bars on a terminal, lines where nobody can draw, NDJSON for programs. */
export function watchDisplay(context: CommandContext, view: () => JobsView): WatchDisplay {
  if (context.json) return jsonDisplay(context);
  return context.console.isTerminal ? boardDisplay(context, view) : linesDisplay(context);
}

function boardDisplay({ console }: CommandContext, view: () => JobsView): WatchDisplay {
  let notice: string | null = null;
  const board = new LiveBoard(console, () => boardLines(console, view(), { nowMs: Date.now(), notice }));
  return {
    listener: { settled: () => board.changed() },
    connection(state) {
      notice = state === "lost" ? "The server does not answer; waiting for it …" : null;
      board.changed();
    },
    [Symbol.dispose]: () => board[Symbol.dispose](),
  };
}

function linesDisplay({ console }: CommandContext): WatchDisplay {
  const jumped = (job: JobState): void =>
    void print(
      `job ${job.jobIndex + 1}  ${statusText(console, job.status)}, ${job.counts.completed}/${job.counts.total} tasks`,
    );
  const print = (line: string): Promise<void> => console.line(line).catch(() => undefined);
  return {
    listener: {
      changed(job, events) {
        if (events.length === 0) jumped(job);
        for (const event of events) {
          const line = eventLine(console, job, event);
          if (line !== null) void print(line);
        }
      },
    },
    connection: (state) =>
      console.note(state === "lost" ? "The server does not answer; waiting for it …" : "The server is back."),
    [Symbol.dispose]: () => undefined,
  };
}

/** `{"type":"job"}` where a Job's view begins or jumps, `{"type":"event"}` for each event that follows. */
function jsonDisplay({ console }: CommandContext): WatchDisplay {
  const print = (value: unknown): void => void console.jsonLine(value).catch(() => undefined);
  return {
    listener: {
      changed(job, events) {
        if (events.length === 0) print({ type: "job", job: summarizeJob(job, 0) });
        for (const event of events) print({ type: "event", event });
      },
    },
    connection: (state) => print({ type: "connection", state }),
    [Symbol.dispose]: () => undefined,
  };
}
