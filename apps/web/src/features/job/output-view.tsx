"use client";

import { type JobState, isTerminal } from "@gantry/contracts";
import { PackageOpen } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { ValueView } from "@/features/values/index.ts";
import { formatDuration } from "@/lib/format.ts";
import { outputTasks } from "./output-tasks.ts";

/** What came out: the outputs of the Routines that nothing follows, and below them those on the way. */
export function OutputView({ job, sources }: { readonly job: JobState; readonly sources: ReadonlySet<string> }) {
  const { final, intermediate } = outputTasks(job.tasks, sources);
  if (final.length + intermediate.length === 0) {
    return (
      <EmptyState
        icon={PackageOpen}
        title={isTerminal(job.status) ? "This job has no output" : "No output yet"}
        description="What a routine returns appears here as soon as it has completed."
      />
    );
  }
  return (
    <section aria-label="Output" className="divide-y">
      <Outputs title="Result" job={job} tasks={final} />
      <Outputs title="On the way" job={job} tasks={intermediate} />
    </section>
  );
}

function Outputs({
  title,
  job,
  tasks,
}: {
  readonly title: string;
  readonly job: JobState;
  readonly tasks: ReturnType<typeof outputTasks>["final"];
}) {
  if (tasks.length === 0) return null;
  return (
    <div className="px-4 py-4">
      <h2 className="text-[0.8125rem] font-semibold">{title}</h2>
      <dl className="mt-1 divide-y divide-border/60">
        {tasks.map(({ task, output }) => (
          <div
            key={task.taskId}
            data-testid="output"
            data-routine={task.routine}
            className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]"
          >
            <dt className="text-xs">
              <span className="font-medium break-words">{task.routine}</span>
              {task.startedAtMs !== null && task.finishedAtMs !== null && (
                <span className="block text-muted-foreground tabular-nums">
                  {formatDuration(task.finishedAtMs - task.startedAtMs)}
                </span>
              )}
            </dt>
            <dd className="min-w-0">
              <ValueView value={output} workflowId={job.workflowId} label={`Output of ${task.routine}`} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
