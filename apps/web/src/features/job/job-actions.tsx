"use client";

import { type JobState, isTerminal } from "@gantry/contracts";
import { CircleStop, Pause, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { waitForFlow } from "@/features/workflow/pause-reasons.ts";
import { ResumeButton } from "@/features/workflow/resume-button.tsx";
import { StopPreview } from "@/features/workflow/stop-preview.tsx";
import { useJobActions } from "./use-job-actions.ts";

/** The buttons of a Job's page: those that its status allows. */
export function JobActions({ job }: { readonly job: JobState }) {
  const actions = useJobActions(job.jobId);
  const [confirming, setConfirming] = useState(false);
  const name = `Job ${String(job.jobIndex + 1)}`;
  if (isTerminal(job.status)) {
    return job.status === "completed" ? null : (
      <Button variant="primary" onClick={actions.retry} disabled={actions.isPending}>
        <RotateCcw /> Retry
      </Button>
    );
  }
  return (
    <>
      {job.status === "paused" ? (
        <ResumeButton isWaitingForFlow={waitForFlow([job])} onResume={actions.resume} disabled={actions.isPending} />
      ) : (
        <Button onClick={actions.pause} disabled={actions.isPending}>
          <Pause /> Pause
        </Button>
      )}
      <Button
        className="text-destructive"
        onClick={() => setConfirming(true)}
        disabled={actions.isPending || job.cancelRequest !== null}
      >
        <CircleStop /> {job.cancelRequest === null ? "Cancel" : "Cancelling…"}
      </Button>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Cancel ${name}?`}
        description={<StopPreview counts={job.counts} />}
        confirmLabel={`Cancel ${name}`}
        dismissLabel={job.status === "paused" ? "Keep paused" : "Keep running"}
        onConfirm={actions.cancel}
      />
    </>
  );
}
