"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type DocumentTexts, documentValues, type ParsedDocuments } from "@/features/new-workflow/documents.ts";
import { useDebounced } from "@/lib/use-debounced.ts";
import { useTRPCClient } from "@/trpc/client.ts";

const VALIDATE_AFTER_MS = 350;

/** The texts with what they say; a new object for every change of a text. */
export interface Draft {
  readonly texts: DocumentTexts;
  readonly documents: ParsedDocuments;
  /** Counts the changes, so that megabytes need not be compared. */
  readonly revision: number;
}

/** Asks the server what is wrong with the documents, once they have been still for a moment and can be read. */
export function useValidation(draft: Draft) {
  const api = useTRPCClient();
  const settled = useDebounced(draft, VALIDATE_AFTER_MS);
  const canAsk = settled.documents.blueprint.kind === "parsed";
  const answer = useQuery({
    queryKey: ["new-workflow", "validate", settled.revision],
    queryFn: async ({ signal }) => ({
      draft: settled,
      validation: await api.workflows.validate.mutate(documentValues(settled.documents), { signal }),
    }),
    enabled: canAsk,
    // While a change is being judged, the graph and the list of faults stay as they are.
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    flow: canAsk ? (answer.data?.validation.flow ?? null) : null,
    /** About `draft`, which may be older than what is in the fields. */
    faults: canAsk ? (answer.data?.validation.faults ?? []) : [],
    error: answer.error,
    // Judged by the draft itself: between a change and the question about it nothing may look settled.
    isPending:
      draft.documents.blueprint.kind === "parsed" &&
      (settled.revision !== draft.revision || answer.isFetching || answer.isPlaceholderData),
  };
}
