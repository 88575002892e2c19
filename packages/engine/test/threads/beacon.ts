import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";

const NAME = "gantry-test-beacon";
const SIGNALS = ["running", "ticks", "spins", "stopped"] as const;
type Signal = (typeof SIGNALS)[number];

/** Counters that a test shares with the threads that are started after it: it sees into a computation, and the other way round. */
export class Beacon {
  readonly #counts: Int32Array;

  /** A new one, found by threads that are started from now on. */
  static light(): Beacon {
    const counts = new Int32Array(new SharedArrayBuffer(SIGNALS.length * Int32Array.BYTES_PER_ELEMENT));
    setEnvironmentData(NAME, counts);
    return new Beacon(counts);
  }

  static find(): Beacon {
    return new Beacon(getEnvironmentData(NAME) as Int32Array);
  }

  private constructor(counts: Int32Array) {
    this.#counts = counts;
  }

  raise(signal: Signal): void {
    Atomics.add(this.#counts, SIGNALS.indexOf(signal), 1);
  }

  read(signal: Signal): number {
    return Atomics.load(this.#counts, SIGNALS.indexOf(signal));
  }
}
