import type { JobState } from "@gantry/contracts";
import Link from "next/link";
import { FailureBanner } from "@/features/workflow/failure-banner.tsx";

/** Why the Job failed and in which Routine; nothing while it has not. */
export function JobFailure({ job }: { readonly job: JobState }) {
  if (job.error === null) return null;
  const task = job.tasks.find(({ status, continued }) => status === "failed" && !continued);
  const attempts = task?.attempts.length ?? 0;
  return (
    <FailureBanner
      title="The job failed"
      error={job.error}
      {...(task === undefined
        ? {}
        : {
            where: (
              <>
                in{" "}
                <Link
                  href={`/jobs/${job.jobId}?tab=routines&node=${encodeURIComponent(task.routine)}`}
                  className="font-mono text-xs underline underline-offset-4 hover:text-foreground"
                >
                  {task.routine}
                </Link>
                {attempts > 1 && ` after ${String(attempts)} attempts`}
              </>
            ),
          })}
      advice="Its history and its log show what led to it. Retry makes a new workflow that reuses what completed and runs the rest."
    />
  );
}
