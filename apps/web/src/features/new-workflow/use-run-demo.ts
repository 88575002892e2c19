"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { errorMessage } from "@/lib/error-message.ts";
import { notify } from "@/lib/notify.ts";
import { useTRPC } from "@/trpc/client.ts";

/** The registered Flow behind "Run the demo", and how it is shown best: more Jobs than workers. */
const DEMO = { flow: "concurrent-execution-demo", jobs: 4, maxWorkers: 2 } as const;

/** Submits the demo and goes to its page. A second press while it is on its way does nothing. */
export function useRunDemo(): { readonly run: () => void; readonly isPending: boolean } {
  const trpc = useTRPC();
  const router = useRouter();
  const submit = useMutation(
    trpc.workflows.submit.mutationOptions({
      onSuccess: ({ workflowId }) => router.push(`/workflows/${workflowId}`),
      onError: (error) => notify.error("The demo could not be started", errorMessage(error)),
    }),
  );
  return { run: () => !submit.isPending && submit.mutate(DEMO), isPending: submit.isPending };
}
