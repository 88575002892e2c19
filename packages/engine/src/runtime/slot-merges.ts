import type { InputPart, JsonObject, RoutineDefinition } from "@gantry/contracts";
import type { CompiledFlow } from "../core/index.ts";
import { AttemptError, type MergeFunction } from "./ports/executor.ts";
import { routineAddress } from "./routine-address.ts";
import type { Executors } from "./run-dependencies.ts";
import { toJsonText } from "./values.ts";

/** Of a Slot with a merge function: what it has made of the first `count` messages, as JSON text so that each reader gets a copy. */
interface Fold {
  readonly count: number;
  readonly json: string;
}

/** What is to be merged: the first `count` messages of one Slot in one Job. */
interface Collected {
  readonly jobId: string;
  readonly routine: string;
  readonly slot: string;
  /** All that it has collected; more may come meanwhile. */
  readonly messages: readonly InputPart[];
  readonly count: number;
  /** A message's data, the receiver's own copy. */
  readonly read: (message: InputPart) => Promise<JsonObject>;
}

const NOTHING: Fold = { count: 0, json: "{}" };

/**
 * What custom merge functions make of the messages that their Slots collected. Each fold goes on from the one before, so
 * that n messages cost n calls; being pure functions of recorded messages, they come out the same after a restart.
 */
export class SlotMerges {
  readonly #flow: CompiledFlow;
  readonly #executors: Executors;
  /** Job → Slot → its longest fold; one at a time is at work on a Slot. */
  readonly #folds = new Map<string, Map<string, Promise<Fold>>>();

  constructor(flow: CompiledFlow, executors: Executors) {
    this.#flow = flow;
    this.#executors = executors;
  }

  /**
   * @throws AttemptError `merge_failed` (not retryable) naming Routine and Slot: the function threw, or what it returned
   * is not an object of JSON.
   */
  async merged(collected: Collected): Promise<JsonObject> {
    const folds = this.#foldsOf(collected.jobId);
    const key = `${collected.routine}.${collected.slot}`;
    const longest = folds.get(key) ?? Promise.resolve(NOTHING);
    const mine = longest.then((fold) => this.#extend(fold.count <= collected.count ? fold : NOTHING, collected));
    folds.set(
      key,
      mine.then(
        async (fold) => (fold.count < (await longest).count ? longest : fold),
        () => longest, // the next one meets the same fault by itself
      ),
    );
    return JSON.parse((await mine).json) as JsonObject;
  }

  /** The Job has ended. */
  release(jobId: string): void {
    this.#folds.delete(jobId);
  }

  #foldsOf(jobId: string): Map<string, Promise<Fold>> {
    const known = this.#folds.get(jobId);
    if (known) return known;
    const folds = new Map<string, Promise<Fold>>();
    this.#folds.set(jobId, folds);
    return folds;
  }

  async #extend(fold: Fold, { routine, slot, messages, count, read }: Collected): Promise<Fold> {
    const merge = this.#functionOf(this.#flow.routine(routine), slot);
    let { json } = fold;
    for (const message of messages.slice(fold.count, count)) {
      json = mergedText(merge, json, await read(message), `Routine "${routine}", slot "${slot}"`);
    }
    return { count, json };
  }

  #functionOf(definition: RoutineDefinition, slot: string): MergeFunction {
    const address = routineAddress(this.#flow.definition, definition);
    const merge = this.#executors[definition.execution]?.mergeFunction?.(address, slot);
    if (merge) return merge;
    const message = `Routine "${definition.name}", slot "${slot}": its merge function is not here`;
    throw new AttemptError("merge_failed", message, { retryable: false });
  }
}

function mergedText(merge: MergeFunction, json: string, message: JsonObject, where: string): string {
  const refuse = (why: string, cause?: unknown): never => {
    throw new AttemptError("merge_failed", `${where}: its merge function ${why}`, { retryable: false, cause });
  };
  try {
    const merged: unknown = merge(JSON.parse(json) as JsonObject, message);
    const isObject = typeof merged === "object" && merged !== null && !Array.isArray(merged);
    if (!isObject || merged instanceof Promise) return refuse("must return an object, at once");
    return toJsonText(merged, "what it returned");
  } catch (thrown) {
    if (thrown instanceof AttemptError) throw thrown;
    return refuse(`failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`, thrown);
  }
}
