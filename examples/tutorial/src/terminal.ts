import { systemClock, type Clock } from "@gantry/engine";

/** Where a program prints, and the clock it goes by: the real ones, or a test's. */
export class Terminal {
  readonly clock: Clock;
  readonly print: (line: string) => void;

  constructor({
    clock = systemClock,
    print = console.log,
  }: { readonly clock?: Clock; readonly print?: (line: string) => void } = {}) {
    this.clock = clock;
    this.print = print;
  }

  /** A line behind the time in seconds, such as `[1234567890.12] Operation1 completed`. */
  printStamped(line: string): void {
    this.print(`[${inSeconds(this.clock.nowMs())}] ${line}`);
  }

  /** @returns what gives the time that has passed since now, such as `0.60s`. */
  stopwatch(): () => string {
    const startedAtMs = this.clock.nowMs();
    return () => `${inSeconds(this.clock.nowMs() - startedAtMs)}s`;
  }
}

const inSeconds = (ms: number): string => (ms / 1_000).toFixed(2);
