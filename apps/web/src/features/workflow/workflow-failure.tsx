import type { JobState } from "@gantry/contracts";
import Link from "next/link";
import { formatQuantity } from "@/lib/format.ts";
import { FailureBanner } from "./failure-banner.tsx";
import type { WorkflowPresent } from "./use-workflow.ts";

/** The first Job that failed, with the Routine that failed it; nothing while none has. */
export function WorkflowFailure({ present }: { readonly present: WorkflowPresent }) {
  const failedJobs = [...present.jobs.values()]
    .filter(({ status }) => status === "failed")
    .sort((a, b) => (a.finishedAtMs ?? 0) - (b.finishedAtMs ?? 0));
  const first = failedJobs[0];
  const error = first?.error ?? present.summary.error;
  if (error === null) return null;
  return (
    <FailureBanner
      title={
        first === undefined
          ? "The workflow failed"
          : `${String(failedJobs.length)} of ${formatQuantity(present.summary.jobCount, "job")} failed`
      }
      error={error}
      {...(first === undefined ? {} : { where: <Where job={first} /> })}
      advice="The job's history and log show what led to it. Retry runs what did not complete, and reuses what did."
    />
  );
}

function Where({ job }: { readonly job: JobState }) {
  const task = job.tasks.find(({ status, continued }) => status === "failed" && !continued);
  return (
    <>
      {task !== undefined && <span className="font-mono text-xs">{task.routine}</span>}
      {task !== undefined && " in "}
      <Link href={`/jobs/${job.jobId}?tab=logs`} className="underline underline-offset-4 hover:text-foreground">
        Job {job.jobIndex + 1}
      </Link>
    </>
  );
}
