import type { JobCounts } from "@gantry/contracts";

/** All Workflows that are kept, whatever their status. */
export const totalCount = (counts: JobCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
