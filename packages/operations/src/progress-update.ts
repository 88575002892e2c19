import type { GenericProgressState } from "@gantry/contracts";
import { mergeContext } from "./progress-context.ts";

/** What a report may say. What it leaves out keeps its value; `context` is merged key by key. */
export interface ProgressUpdate {
  readonly currentStep?: number;
  readonly totalSteps?: number;
  /** 0-100. Given, it wins over `currentStep / totalSteps`. */
  readonly percentage?: number;
  readonly message?: string;
  readonly itemsProcessed?: number;
  readonly totalItems?: number;
  /** JSON; all of it together at most 4 KiB. */
  readonly context?: object;
}

export const initialProgress = (startedAtMs: number, totalSteps: number | null): GenericProgressState => ({
  currentStep: null,
  totalSteps,
  percentage: 0,
  message: "",
  itemsProcessed: null,
  totalItems: null,
  context: {},
  startedAtMs,
  estimatedRemainingMs: null,
});

/** The state after a report. Its percentage never decreases. @throws AppError `invalid_input` for a context that cannot be kept. */
export function applyUpdate(state: GenericProgressState, update: ProgressUpdate): GenericProgressState {
  const { context, percentage, ...given } = update;
  const next = { ...state, ...withoutUndefined(given) };
  return {
    ...next,
    percentage: Math.max(state.percentage, clamp(percentage ?? percentageOfSteps(next, update) ?? 0)),
    context: context === undefined ? state.context : mergeContext(state.context, context),
  };
}

/** null unless this report speaks of steps. */
function percentageOfSteps({ currentStep, totalSteps }: GenericProgressState, update: ProgressUpdate): number | null {
  if (update.currentStep === undefined && update.totalSteps === undefined) return null;
  return currentStep === null || totalSteps === null || totalSteps === 0 ? null : (100 * currentStep) / totalSteps;
}

const clamp = (percentage: number): number =>
  Number.isNaN(percentage) ? 0 : Math.min(100, Math.max(0, Math.round(percentage * 100) / 100));

const withoutUndefined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
