import type { GenericProgressState } from "@gantry/contracts";
import type { ProgressRenderer } from "@gantry/operations";

/** `AAPL linear: Processing epoch 7/20, loss 0.0123`. */
export const trainingProgressRenderer: ProgressRenderer = {
  renderMessage({ message, context }: GenericProgressState): string {
    const { symbol, strategy, metrics } = context;
    const who = [symbol, strategy].filter((word) => typeof word === "string").join(" ");
    const loss = lossOf(metrics);
    return `${who === "" ? "" : `${who}: `}${message}${loss === null ? "" : `, loss ${loss.toPrecision(3)}`}`;
  },
  enhanceState: (state) => state,
};

function lossOf(metrics: GenericProgressState["context"][string] | undefined): number | null {
  if (typeof metrics !== "object" || metrics === null || Array.isArray(metrics)) return null;
  return typeof metrics.loss === "number" ? metrics.loss : null;
}
