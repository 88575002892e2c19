import type { GenericProgressState, JsonValue } from "@gantry/contracts";
import { formatCoarseDuration, formatCount } from "@/lib/format.ts";

export interface ProgressFact {
  readonly label: string;
  readonly value: string;
}

/** The words that services use for the same thing, each under the name that people see. */
const KNOWN_KEYS: readonly { readonly label: string; readonly keys: readonly string[] }[] = [
  { label: "Phase", keys: ["phase"] },
  { label: "Mode", keys: ["mode"] },
  { label: "Item", keys: ["currentItem", "current_item", "itemName", "item_name"] },
];

/** What a progress report says besides its message and its percentage, for people; the usual first. */
export function progressFacts({
  currentStep,
  totalSteps,
  itemsProcessed,
  totalItems,
  context,
}: GenericProgressState): ProgressFact[] {
  const known = new Set(KNOWN_KEYS.flatMap(({ keys }) => keys));
  const others = { ...context, ...metricsIn(context) };
  return [
    ...KNOWN_KEYS.flatMap(({ label, keys }) => factOf(label, keys.map((key) => context[key]).find(isShowable))),
    ...factOf("Step", outOf(currentStep, totalSteps)),
    ...factOf("Items", outOf(itemsProcessed, totalItems)),
    ...Object.entries(others).flatMap(([key, value]) =>
      known.has(key) || !isShowable(value) ? [] : factOf(words(key), value),
    ),
  ];
}

/** `gpu_utilization` and `gpuUtilization` read `Gpu utilization`. */
function words(key: string): string {
  const text = key
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const factOf = (label: string, value: string | number | boolean | null | undefined): ProgressFact[] =>
  value === undefined || value === null || value === ""
    ? []
    : [{ label, value: typeof value === "number" ? shortNumber(value) : String(value) }];

function metricsIn({ metrics }: GenericProgressState["context"]): Readonly<Record<string, JsonValue>> {
  return typeof metrics === "object" && metrics !== null && !Array.isArray(metrics) ? metrics : {};
}

const isShowable = (value: JsonValue | undefined): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

const outOf = (done: number | null, total: number | null): string | null =>
  done === null ? null : total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;

/** A loss of 0.0312345 is as good as 0.03123. */
const shortNumber = (value: number): string =>
  Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(4)));

/** `about 40 s left`; null when nobody knows, or nothing is left. */
export function remainingText({ estimatedRemainingMs }: GenericProgressState): string | null {
  if (estimatedRemainingMs === null || estimatedRemainingMs <= 0) return null;
  return estimatedRemainingMs < 1_000 ? "almost done" : `about ${formatCoarseDuration(estimatedRemainingMs)} left`;
}
