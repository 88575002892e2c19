"use client";

import { isTerminal } from "@gantry/contracts";
import { CircleStop, Pause, Repeat, RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { formatQuantity } from "@/lib/format.ts";
import { patiently } from "@/lib/patiently.ts";
import { LazyMoreActions } from "./lazy-more-actions.tsx";
import { waitForFlow } from "./pause-reasons.ts";
import { ResumeButton } from "./resume-button.tsx";
import { StopPreview } from "./stop-preview.tsx";
import type { WorkflowPresent } from "./use-workflow.ts";
import { useWorkflowActions } from "./use-workflow-actions.ts";

const RunAgainDialog = dynamic(async () => (await patiently(() => import("./run-again-dialog.tsx"))).RunAgainDialog, {
  ssr: false,
});

type Open = "cancel" | "delete" | "again" | null;

/** The buttons of a Workflow's page: those that its status allows. */
export function WorkflowActions({ present }: { readonly present: WorkflowPresent }) {
  const { summary, detail } = present;
  const actions = useWorkflowActions(summary.workflowId);
  const [open, setOpen] = useState<Open>(null);
  const ended = isTerminal(summary.status);
  const active = summary.jobCounts.pending + summary.jobCounts.running + summary.jobCounts.paused;
  const close = (): void => setOpen(null);
  return (
    <>
      {!ended && summary.status !== "paused" && (
        <Button onClick={actions.pause} disabled={actions.isPending}>
          <Pause /> Pause
        </Button>
      )}
      {summary.status === "paused" && (
        <ResumeButton
          isWaitingForFlow={waitForFlow([...present.jobs.values()])}
          onResume={actions.resume}
          disabled={actions.isPending}
        />
      )}
      {!ended && (
        <Button onClick={() => setOpen("cancel")} disabled={actions.isPending} className="text-destructive">
          <CircleStop /> Cancel
        </Button>
      )}
      {ended && (
        <Button onClick={() => setOpen("again")} disabled={actions.isPending}>
          <Repeat /> Run again
        </Button>
      )}
      {(summary.status === "failed" || summary.status === "cancelled") && (
        <Button variant="primary" onClick={actions.retry} disabled={actions.isPending}>
          <RotateCcw /> Retry
        </Button>
      )}
      <LazyMoreActions onRunAgain={() => setOpen("again")} onDelete={() => setOpen("delete")} />
      <ConfirmDialog
        open={open === "cancel"}
        onOpenChange={close}
        title={`Cancel ${formatQuantity(active, "job")}?`}
        description={<StopPreview counts={summary.taskCounts} />}
        confirmLabel={`Cancel ${formatQuantity(active, "job")}`}
        dismissLabel={summary.status === "paused" ? "Keep paused" : "Keep running"}
        onConfirm={actions.cancel}
      />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={close}
        title={`Delete this workflow with ${formatQuantity(summary.jobCount, "job")}?`}
        description={`${ended ? "" : "It is cancelled first. "}Its history, outputs and logs are removed for good. This cannot be undone.`}
        confirmLabel="Delete workflow"
        onConfirm={actions.remove}
      />
      {open === "again" && <RunAgainDialog open onOpenChange={close} detail={detail} onRun={actions.submit} />}
    </>
  );
}
