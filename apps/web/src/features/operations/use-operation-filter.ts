"use client";

import { JOB_STATUSES, type JobStatus } from "@gantry/contracts";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { OperationFilter } from "./operation-tree.ts";

const parsers = { status: parseAsStringLiteral(JOB_STATUSES), type: parseAsString };

/** The list's filter as the address has it (`?status=&type=`), so that a link shows the same list. */
export function useOperationFilter() {
  const [filter, setParams] = useQueryStates(parsers);
  return {
    filter: filter satisfies OperationFilter,
    setStatus: (status: JobStatus | null) => void setParams({ status }),
    setType: (type: string | null) => void setParams({ type }),
    clear: () => void setParams({ status: null, type: null }),
  };
}
