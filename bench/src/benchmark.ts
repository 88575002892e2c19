/** Figures of one run by name; the unit is in the name (`makespanMs`, `stepsPerSecond`). */
export type Metrics = Readonly<Record<string, number>>;

/** What a figure should reach; `docs/performance.md` says where the numbers come from. */
export interface Goal {
  readonly metric: string;
  readonly bound: "at most" | "at least";
  readonly value: number;
}

/** One system that does the same work; Gantry is the first of a benchmark. */
export interface Contender {
  readonly name: string;
  /** Why it cannot run on this machine, as a sentence; null: it can. */
  readonly missing?: () => string | null;
  /** One clean run, from nothing to nothing: what it starts it stops. */
  run(): Promise<Metrics>;
}

/** One question about speed. Its contenders run in turn, so that a noisy minute hits all of them alike. */
export interface Benchmark {
  readonly name: string;
  /** What is done, in one line. */
  readonly work: string;
  /** How safe the result is when the measured run is told that it is done. */
  readonly durability: string;
  readonly notMeasured: string;
  readonly goals: readonly Goal[];
  readonly contenders: readonly Contender[];
}

export interface ContenderResult {
  readonly contender: string;
  readonly runs: readonly Metrics[];
  readonly median: Metrics;
}

export interface BenchmarkResult {
  readonly benchmark: Benchmark;
  readonly results: readonly ContenderResult[];
  /** Peers that were asked for and could not run. */
  readonly missing: readonly { readonly contender: string; readonly reason: string }[];
}
