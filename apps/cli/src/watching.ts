import type { JobStatus } from "@gantry/contracts";
import { workflowStatusOf } from "@gantry/engine/core";
import { CliError } from "./cli-error.ts";
import type { CommandContext } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { Interruption } from "./interruption.ts";
import { JobsView, type Followed } from "./live/jobs-view.ts";
import { statusText } from "./output/status-text.ts";
import { watchDisplay } from "./output/watch-display.ts";

/** How a command ends that watched something to its end. */
const EXIT_OF: Readonly<Partial<Record<JobStatus, ExitCode>>> = {
  completed: EXIT.completed,
  failed: EXIT.failed,
  cancelled: EXIT.cancelled,
};

export const exitCodeOfStatus = (status: JobStatus): ExitCode => EXIT_OF[status] ?? EXIT.internal;

/**
 * Watches until everything that is followed has ended: bars on a terminal, lines elsewhere, NDJSON for programs.
 * Ctrl-C stops watching and nothing else.
 * @throws CliError when the server refuses it, or when it was deleted meanwhile
 */
export async function watch(context: CommandContext, followed: Followed): Promise<ExitCode> {
  using interruption = new Interruption(context.surroundings.signals);
  const ended = new AbortController();
  const view: JobsView = new JobsView(followed, {
    changed: (job, events) => display.listener.changed?.(job, events),
    settled: (now) => {
      display.listener.settled?.(now);
      if (now.hasEnded) ended.abort();
    },
  });
  using live = context.client.live();
  const display = watchDisplay(context, () => view);
  try {
    await live.follow(view, {
      signal: AbortSignal.any([ended.signal, interruption.signal, context.console.broken]),
      onConnection: (state) => display.connection(state),
    });
  } finally {
    display[Symbol.dispose]();
  }
  context.console.broken.throwIfAborted();
  return await (ended.signal.aborted ? conclude(context, view) : detached(context, followed));
}

async function conclude({ console, json }: CommandContext, view: JobsView): Promise<ExitCode> {
  if (view.isRemoved) throw new CliError(EXIT.notFound, "It was deleted while it was watched.", { code: "not_found" });
  const counts = { pending: 0, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const job of view.jobs) counts[job.status] += 1;
  const status = workflowStatusOf(counts);
  const exitCode = exitCodeOfStatus(status);
  const workflowId = view.workflow?.workflowId ?? view.jobs[0]?.workflowId ?? null;
  if (json) {
    await console.jsonLine({ type: "result", workflowId, status, jobCounts: counts, exitCode });
  } else if (!console.isTerminal) {
    await console.line(`${workflowId ?? ""} ${statusText(console, status)}`.trimStart());
  }
  return exitCode;
}

async function detached({ console, json }: CommandContext, followed: Followed): Promise<ExitCode> {
  const id = followed.kind === "workflow" ? followed.workflowId : followed.jobId;
  if (json) await console.jsonLine({ type: "detached", id });
  else console.note(`Watching ended; ${id} goes on. Come back with: gantry watch ${id}`);
  return EXIT.interrupted;
}
