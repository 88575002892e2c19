"use client";

import type { WorkflowDetail } from "@gantry/contracts";
import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@gantry/server/router";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from "@/components/ui/dialog.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";

type Submission = inferRouterInputs<AppRouter>["workflows"]["submit"];

export interface RunAgainDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly detail: WorkflowDetail;
  readonly onRun: (submission: Submission) => void;
}

/** Runs the same definition anew, with other numbers of Jobs and workers if wanted. Nothing is reused. */
export function RunAgainDialog({ open, onOpenChange, detail, onRun }: RunAgainDialogProps) {
  const [jobs, setJobs] = useState(String(detail.jobCount));
  const [maxWorkers, setMaxWorkers] = useState(detail.maxWorkers === null ? "" : String(detail.maxWorkers));
  const jobCount = wholeNumber(jobs);
  const workerCount = maxWorkers.trim() === "" ? null : wholeNumber(maxWorkers);
  const valid = jobCount !== undefined && workerCount !== undefined;
  const run = (): void => {
    if (!valid) return;
    onOpenChange(false);
    // The server kept what was submitted, in the shape in which it takes it; it validates it again.
    onRun({
      ...(detail.submission as Submission),
      jobs: jobCount,
      maxWorkers: workerCount,
      idempotencyKey: crypto.randomUUID(),
    });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <DialogTitle>Run “{detail.name}” again</DialogTitle>
          <DialogDescription>
            A new workflow with the same definition and inputs. Nothing of this run is reused.
          </DialogDescription>
          <div className="mt-5 grid grid-cols-2 gap-4">
            <Field label="Jobs" error={jobCount === undefined ? "A whole number from 1 to 10,000" : null}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={jobs}
                  onChange={(event) => setJobs(event.target.value)}
                />
              )}
            </Field>
            <Field
              label="Max workers"
              hint="Empty: no limit"
              error={workerCount === undefined ? "A whole number from 1 to 10,000, or empty" : null}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={maxWorkers}
                  onChange={(event) => setMaxWorkers(event.target.value)}
                />
              )}
            </Field>
          </div>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" variant="primary" aria-disabled={!valid}>
              Run again
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** Undefined for anything but a whole number from 1 to 10,000. */
function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= 10_000 ? value : undefined;
}
