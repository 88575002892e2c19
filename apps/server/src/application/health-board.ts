import type { ServiceHealth } from "@gantry/contracts";

export interface HealthBoardOptions {
  /** Asks one service; never rejects. */
  readonly ask: (address: string) => Promise<ServiceHealth>;
  readonly nowMs: () => number;
  /** An answer younger than this is not asked for again. */
  readonly maxAgeMs: number;
  /** Services that are asked at once. */
  readonly concurrency: number;
}

/**
 * The last health answer of each service that somebody looks at. Asks only when it is told to, however many look:
 * a service is asked once at a time, and not again while its answer is fresh.
 */
export class HealthBoard {
  readonly #options: HealthBoardOptions;
  readonly #answers = new Map<string, ServiceHealth>();
  readonly #asking = new Map<string, Promise<void>>();
  #running = 0;
  readonly #turns: (() => void)[] = [];

  constructor(options: HealthBoardOptions) {
    this.#options = options;
  }

  /** null: never asked, or forgotten. */
  answerOf(address: string): ServiceHealth | null {
    return this.#answers.get(address) ?? null;
  }

  /** Asks those whose answer is old, and forgets everything about others. Resolves when all have answered or timed out. */
  async refresh(addresses: readonly string[], onAnswer: () => void = () => undefined): Promise<void> {
    const wanted = new Set(addresses);
    for (const address of this.#answers.keys()) if (!wanted.has(address)) this.#answers.delete(address);
    await Promise.all(
      addresses.filter((address) => !this.#isFresh(address)).map((address) => this.#ask(address).then(onAnswer)),
    );
  }

  #isFresh(address: string): boolean {
    const answer = this.#answers.get(address);
    return answer !== undefined && this.#options.nowMs() - answer.checkedAtMs < this.#options.maxAgeMs;
  }

  #ask(address: string): Promise<void> {
    const underWay = this.#asking.get(address);
    if (underWay !== undefined) return underWay;
    const asking = this.#inTurn(async () => {
      this.#answers.set(address, await this.#options.ask(address));
    }).finally(() => this.#asking.delete(address));
    this.#asking.set(address, asking);
    return asking;
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    // Whoever waits is handed the place, so that `#running` stays as it is.
    if (this.#running >= this.#options.concurrency) await new Promise<void>((resolve) => this.#turns.push(resolve));
    else this.#running += 1;
    try {
      await work();
    } finally {
      const next = this.#turns.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
