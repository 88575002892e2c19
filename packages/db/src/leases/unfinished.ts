import { isTerminal, WorkflowStatus } from "@gantry/contracts";

/** The status words of Workflows that somebody must still run. */
export const UNFINISHED: readonly WorkflowStatus[] = WorkflowStatus.options.filter((status) => !isTerminal(status));
