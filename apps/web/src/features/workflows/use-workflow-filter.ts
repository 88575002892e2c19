"use client";

import { JOB_STATUSES, type WorkflowStatus } from "@gantry/contracts";
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { WorkflowFilter } from "@/features/workflows/live-rows.ts";

const SEARCH_DEBOUNCE_MS = 250;

const parsers = {
  status: parseAsStringLiteral(JOB_STATUSES),
  q: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(SEARCH_DEBOUNCE_MS) }),
};

/** The list's filter as the address has it (`?status=&q=`), so that a link shows the same list. */
export function useWorkflowFilter() {
  const [{ status, q }, setParams] = useQueryStates(parsers);
  const filter: WorkflowFilter = { status, search: q };
  return {
    filter,
    setStatus: (next: WorkflowStatus | null) => void setParams({ status: next }),
    setSearch: (next: string) => void setParams({ q: next === "" ? null : next }),
    clear: () => void setParams({ status: null, q: null }),
  };
}
