"use client";

import type { SubmissionFault } from "@gantry/contracts";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DocumentName } from "@/features/new-workflow/documents.ts";
import type { FlowInputs } from "@/features/new-workflow/flow-inputs.ts";
import { type RunOptions, toSubmissionOptions } from "@/features/new-workflow/run-options.ts";
import { useTRPC } from "@/trpc/client.ts";

const KEY_BYTES = 16;

// Not randomUUID: over plain http on a network the browser does not offer it.
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What to run: uploaded documents by name, or the id of a registered Flow with the message that it begins with. */
export type FormSubmission = { readonly options: RunOptions } & (
  | { readonly documents: Partial<Record<DocumentName, unknown>> }
  | { readonly flow: string; readonly inputs: FlowInputs["value"] }
);

const NO_FAULTS: readonly SubmissionFault[] = [];

/** Submits the form and goes to the Workflow's page. One key per form: pressed twice, or sent again after a lost answer, it is one Workflow. */
export function useSubmit() {
  const trpc = useTRPC();
  const router = useRouter();
  const [idempotencyKey] = useState(newKey);
  const mutation = useMutation(
    trpc.workflows.submit.mutationOptions({ onSuccess: ({ workflowId }) => router.push(`/workflows/${workflowId}`) }),
  );
  const submit = ({ options, ...subject }: FormSubmission) => {
    if (mutation.isPending || mutation.isSuccess) return;
    const what = "flow" in subject ? subject : subject.documents;
    mutation.mutate({ ...what, ...toSubmissionOptions(options), idempotencyKey });
  };
  return {
    submit,
    /** Also while the page of the new Workflow is on its way. */
    isSubmitting: mutation.isPending || mutation.isSuccess,
    error: mutation.error,
    /** Why the server refused it, placed like the faults of a validation. */
    refusedFaults: mutation.error?.data?.faults ?? NO_FAULTS,
    forgetRefusal: () => mutation.isError && mutation.reset(),
  };
}
