"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { errorMessage } from "@/lib/error-message.ts";
import { notify } from "@/lib/notify.ts";
import { useTRPC } from "@/trpc/client.ts";

const failed = (title: string) => ({
  onError: (error: unknown) => {
    notify.error(title, errorMessage(error));
  },
});

/** What can be done to a Workflow. Nothing is refetched: what an action changes arrives by the live view. */
export function useWorkflowActions(workflowId: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const open = (next: { readonly workflowId: string }): void => router.push(`/workflows/${next.workflowId}`);
  const pause = useMutation(trpc.workflows.pause.mutationOptions(failed("The workflow could not be paused")));
  const resume = useMutation(trpc.workflows.resume.mutationOptions(failed("The workflow could not be resumed")));
  const cancel = useMutation(trpc.workflows.cancel.mutationOptions(failed("The workflow could not be cancelled")));
  const retry = useMutation(
    trpc.workflows.retry.mutationOptions({ ...failed("The workflow could not be retried"), onSuccess: open }),
  );
  const submit = useMutation(
    trpc.workflows.submit.mutationOptions({ ...failed("The workflow could not be run again"), onSuccess: open }),
  );
  const remove = useMutation(
    trpc.workflows.delete.mutationOptions({
      ...failed("The workflow could not be deleted"),
      onSuccess: () => router.push("/workflows"),
    }),
  );
  const target = { workflowId };
  return {
    isPending: [pause, resume, cancel, retry, submit, remove].some((mutation) => mutation.isPending),
    pause: () => pause.mutate(target),
    resume: () => resume.mutate(target),
    cancel: () => cancel.mutate(target),
    retry: () => retry.mutate(target),
    remove: () => remove.mutate(target),
    submit: submit.mutate,
  };
}
