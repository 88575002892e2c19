import type { OperationFacts } from "@gantry/contracts";
import { registeredName } from "./operation-registry.ts";
import type { OperationStore, StoredOperation } from "./ports.ts";

type Kind = Pick<OperationFacts, "service" | "operationType" | "totalSteps">;

/** So many of the newest say how long the next one will take. */
const REMEMBERED = 20;
/** So many of the newest of a type are read at first. */
const READ = 100;

const keyOf = ({ service, operationType, totalSteps }: Kind): string =>
  JSON.stringify([service, operationType, totalSteps]);

/** How long operations took that completed, by type and size. Read once per kind, then kept up to date by who reports. */
export class DurationHistory {
  readonly #store: Pick<OperationStore, "list">;
  /** Newest first, ms. */
  readonly #durations = new Map<string, number[]>();

  constructor(store: Pick<OperationStore, "list">) {
    this.#store = store;
  }

  /** The median, ms; null before the first has completed. */
  async expectedMs(kind: Kind): Promise<number | null> {
    const known = this.#durations.get(keyOf(kind)) ?? (await this.#read(kind));
    return median(known);
  }

  add(kind: Kind, durationMs: number): void {
    const known = this.#durations.get(keyOf(kind));
    if (known) this.#durations.set(keyOf(kind), [durationMs, ...known].slice(0, REMEMBERED));
  }

  async #read(kind: Kind): Promise<number[]> {
    const operationType = registeredName(kind.service, kind.operationType);
    const { operations } = await this.#store.list({ status: "completed", operationType, limit: READ, offset: 0 });
    const durations = operations
      .filter(({ facts }) => (facts.totalSteps ?? null) === kind.totalSteps)
      .flatMap(durationOf)
      .slice(0, REMEMBERED);
    this.#durations.set(keyOf(kind), durations);
    return durations;
  }
}

const durationOf = ({ job: { startedAtMs, finishedAtMs } }: StoredOperation): number[] =>
  startedAtMs === null || finishedAtMs === null ? [] : [finishedAtMs - startedAtMs];

function median(durations: readonly number[]): number | null {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
