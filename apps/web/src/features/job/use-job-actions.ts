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

/** What can be done to one Job. Nothing is refetched: what an action changes arrives by the live view. */
export function useJobActions(jobId: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const pause = useMutation(trpc.jobs.pause.mutationOptions(failed("The job could not be paused")));
  const resume = useMutation(trpc.jobs.resume.mutationOptions(failed("The job could not be resumed")));
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions(failed("The job could not be cancelled")));
  const retry = useMutation(
    trpc.jobs.retry.mutationOptions({
      ...failed("The job could not be retried"),
      onSuccess: ({ workflowId }) => router.push(`/workflows/${workflowId}`),
    }),
  );
  const target = { jobId };
  return {
    isPending: [pause, resume, cancel, retry].some((mutation) => mutation.isPending),
    pause: () => pause.mutate(target),
    resume: () => resume.mutate(target),
    cancel: () => cancel.mutate(target),
    retry: () => retry.mutate(target),
  };
}
