import { describeDurability } from "./durability.ts";
import { describeHistory } from "./history.ts";
import type { StoreHarness } from "./harness.ts";
import { describeLeases } from "./leases.ts";
import { describeOperations } from "./operations.ts";
import { describeQueries } from "./queries.ts";
import { describeTokensAndAudit } from "./tokens-and-audit.ts";
import { describeWorkflows } from "./workflows.ts";

/** What every store promises, whatever database is under it. */
export function describeStore(harness: () => StoreHarness): void {
  describeHistory(harness);
  describeWorkflows(harness);
  describeQueries(harness);
  describeOperations(harness);
  describeLeases(harness);
  describeTokensAndAudit(harness);
  describeDurability(harness);
}
