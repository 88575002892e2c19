import type { GenericProgressState } from "@gantry/contracts";
import type { ProgressRenderer } from "@gantry/operations";

/** `AAPL backfill: Loading data segments (3/6)`. */
export const dataProgressRenderer: ProgressRenderer = {
  renderMessage({ message, context, itemsProcessed, totalItems }: GenericProgressState): string {
    const what = [context.symbol, context.mode].filter((word) => typeof word === "string").join(" ");
    const items = totalItems === null ? "" : ` (${String(itemsProcessed ?? 0)}/${String(totalItems)})`;
    return `${what === "" ? "" : `${what}: `}${message}${items}`;
  },
  enhanceState: (state) => state,
};
