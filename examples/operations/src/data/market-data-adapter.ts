import { sleep, systemClock, type Clock } from "@gantry/engine";
import type { CancellationToken } from "@gantry/operations";

/** Days since the epoch, `from` included, `to` not. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** One day of a symbol. */
export interface Bar {
  readonly day: number;
  readonly close: number;
}

/** Where market data is, and where it is kept. Replaceable in tests. */
export interface MarketDataAdapter {
  /** What is kept of a symbol already. */
  storedBars(symbol: string): Promise<readonly Bar[]>;
  /** Loads what is missing. */
  loadSegment(symbol: string, range: TimeRange, cancellationToken: CancellationToken): Promise<Bar[]>;
}

const STORED: TimeRange = { from: 19_010, to: 19_020 };

/** A provider that makes prices up, the same ones every time, and takes its time about it. */
export class SimulatedMarketData implements MarketDataAdapter {
  readonly #msPerDay: number;
  readonly #clock: Clock;

  constructor(options: { readonly msPerDay?: number; readonly clock?: Clock } = {}) {
    this.#msPerDay = options.msPerDay ?? 200;
    this.#clock = options.clock ?? systemClock;
  }

  storedBars(symbol: string): Promise<readonly Bar[]> {
    return Promise.resolve(barsOf(symbol, STORED));
  }

  async loadSegment(symbol: string, range: TimeRange, { signal }: CancellationToken): Promise<Bar[]> {
    await sleep(this.#clock, this.#msPerDay * (range.to - range.from), signal);
    return barsOf(symbol, range);
  }
}

const barsOf = (symbol: string, { from, to }: TimeRange): Bar[] =>
  Array.from({ length: to - from }, (_, index) => {
    const day = from + index;
    return { day, close: Math.round(100 * (100 + 10 * Math.sin(day / 7 + symbol.length))) / 100 };
  });
