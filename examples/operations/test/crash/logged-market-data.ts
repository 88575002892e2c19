import { appendFileSync } from "node:fs";
import type { CancellationToken } from "@gantry/operations";
import type { Bar, MarketDataAdapter, TimeRange } from "../../src/index.ts";

/** Writes down what it loads, and loads no further than `hangsFrom`. */
export class LoggedMarketData implements MarketDataAdapter {
  readonly #logFile: string;
  readonly #hangsFrom: number;

  constructor(logFile: string, options: { readonly hangsFrom: number }) {
    this.#logFile = logFile;
    this.#hangsFrom = options.hangsFrom;
  }

  storedBars(): Promise<Bar[]> {
    return Promise.resolve([]);
  }

  async loadSegment(_symbol: string, { from, to }: TimeRange, token: CancellationToken): Promise<Bar[]> {
    appendFileSync(this.#logFile, `${String(from)}\n`);
    if (from >= this.#hangsFrom) await token.waitForCancellation();
    return [{ day: from, close: to }];
  }
}
