import type { GenericProgressState } from "@gantry/contracts";

/** A domain's own words for its progress. Source: seed 4 "Create Progress Renderer". */
export interface ProgressRenderer {
  /** What people read: usually `state.message` with something from `state.context`. */
  renderMessage(state: GenericProgressState): string;
  /** The state as it is shown, before its message is rendered; most return it unchanged. */
  enhanceState(state: GenericProgressState): GenericProgressState;
}

/** The message, and how many items when that is known: `Loading (250/500)`. */
export const defaultProgressRenderer: ProgressRenderer = {
  renderMessage({ message, itemsProcessed, totalItems }) {
    if (itemsProcessed === null || totalItems === null) return message;
    const items = `${String(itemsProcessed)}/${String(totalItems)}`;
    return message === "" ? items : `${message} (${items})`;
  },
  enhanceState: (state) => state,
};
