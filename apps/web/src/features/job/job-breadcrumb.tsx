import type { JobState, WorkflowSummary } from "@gantry/contracts";
import Link from "next/link";

export interface JobBreadcrumbProps {
  readonly job: Pick<JobState, "jobId">;
  readonly workflow: Pick<WorkflowSummary, "workflowId" | "name" | "origin">;
}

/** Where a Job belongs: to its Workflow, or to the managed operation that it is. */
export function JobBreadcrumb({ job, workflow }: JobBreadcrumbProps) {
  const isOperation = workflow.origin === "operation";
  return (
    <>
      <Link href={isOperation ? "/operations" : "/workflows"} className="hover:text-foreground">
        {isOperation ? "Operations" : "Workflows"}
      </Link>
      <span aria-hidden> / </span>
      <Link
        href={isOperation ? `/operations/${job.jobId}` : `/workflows/${workflow.workflowId}`}
        className="hover:text-foreground"
      >
        {workflow.name}
      </Link>
    </>
  );
}
