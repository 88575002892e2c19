import { isDeepStrictEqual } from "node:util";
import { isInline, type HistoryEvent, type StoredValue, type TaskState } from "@gantry/contracts";
import type { HistoryStore } from "./ports/history-store.ts";

const PAGE = 5_000;

/**
 * What attempts of a Task emitted and wrote: with it shows whether what is repeated is the same. By what identifies a
 * fact: its Event or key, and its number or name.
 */
export class RecordedFacts {
  readonly #values = new Map<string, StoredValue>();

  /** What earlier attempts recorded; empty for a Task that has recorded nothing yet, without a look at its history. */
  static async load(history: HistoryStore, jobId: string, { taskId, recorded }: TaskState): Promise<RecordedFacts> {
    const facts = new RecordedFacts();
    const expected = Object.entries(recorded).filter(([name]) => !name.startsWith("stat:"));
    let left = expected.reduce((sum, [, count]) => sum + count, 0);
    for (let afterSeq = 0; left > 0;) {
      const page = await history.readEvents(jobId, afterSeq, PAGE);
      for (const event of page) if ("taskId" in event && event.taskId === taskId && facts.#take(event)) left -= 1;
      if (page.length < PAGE) break;
      afterSeq = page.at(-1)?.seq ?? Infinity;
    }
    return facts;
  }

  /** Takes in an emission; the first of its key stays. */
  addEmission(event: string, key: string, data: StoredValue): void {
    const fact = emissionOf(event, key);
    if (!this.#values.has(fact)) this.#values.set(fact, data);
  }

  /** Whether the emission is recorded already, with other data. */
  divergesInEmission(event: string, key: string, data: StoredValue): boolean {
    return this.#diverges(emissionOf(event, key), data);
  }

  /** Whether the write is recorded already, with another value. */
  divergesInData(key: string, write: number, value: StoredValue): boolean {
    return this.#diverges(writeOf(key, write), value);
  }

  #take(event: HistoryEvent): boolean {
    if (event.kind === "emitted") this.#values.set(emissionOf(event.event, event.key), event.data);
    else if (event.kind === "data_set") this.#values.set(writeOf(event.key, event.write), event.value);
    else return false;
    return true;
  }

  #diverges(fact: string, value: StoredValue): boolean {
    const first = this.#values.get(fact);
    return first !== undefined && !isSame(first, value);
  }
}

const emissionOf = (event: string, key: string): string => JSON.stringify(["emission", event, key]);
const writeOf = (key: string, write: number): string => JSON.stringify(["data", key, write]);

function isSame(one: StoredValue, other: StoredValue): boolean {
  if (isInline(one) || isInline(other)) return isDeepStrictEqual(one, other);
  return one.ref === other.ref;
}
