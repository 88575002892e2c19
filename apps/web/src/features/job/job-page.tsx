"use client";

import { PageTitle } from "@/components/shell/page-title.tsx";
import { STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { UnloadedPage } from "@/components/shell/unloaded-page.tsx";
import { PauseBanner } from "@/features/workflow/pause-banner.tsx";
import { StatusAnnouncer } from "@/features/workflow/status-announcer.tsx";
import { JobFailure } from "./job-failure.tsx";
import { JobHeader } from "./job-header.tsx";
import { JobSkeleton } from "./job-skeleton.tsx";
import { JobTabs } from "./job-tabs.tsx";
import { type JobPresent, useJob } from "./use-job.ts";

/** One Job, live: its timeline, graph, history, shared data, log, routines and output. */
export function JobPage({ jobId }: { readonly jobId: string }) {
  const result = useJob(jobId);
  switch (result.kind) {
    case "loading":
      return (
        <>
          <PageTitle title="Job" />
          <JobSkeleton />
        </>
      );
    case "failed":
      return <UnloadedPage noun="job" error={result.error} onRetry={result.retry} />;
    case "ready":
      return <ReadyJob present={result.present} />;
  }
}

function ReadyJob({ present }: { readonly present: JobPresent }) {
  const { job, flow, workflow } = present;
  const name = `Job ${String(job.jobIndex + 1)}`;
  const word = STATUS_LOOK[job.status].word;
  return (
    <>
      <PageTitle title={`${word} · ${name} · ${workflow.name}`} status={job.status} />
      <StatusAnnouncer text={`${name}: ${word}`} />
      <JobHeader present={present} />
      <JobFailure job={job} />
      <PauseBanner jobs={[job]} flow={flow} />
      <JobTabs present={present} />
    </>
  );
}
