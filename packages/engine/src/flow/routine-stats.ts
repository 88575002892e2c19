import { AppError } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";

/** A Routine's stats, as an attempt's context gives them. */
export type StatAccess = Pick<AttemptContext, "getStat" | "setStat" | "incrementStat" | "updateStat" | "stats">;

/** What a run knows of one Routine's stats. */
export interface RunStats {
  get(name: string): number | undefined;
  all(): Readonly<Record<string, number>>;
}

/** A Routine's stats while none of its handlers runs: their initial values first, and from then on what the run says. */
export class RoutineStats implements StatAccess {
  readonly #owner: () => string;
  readonly #initial = new Map<string, number>();
  #run: RunStats | null = null;
  #frozen = false;

  /** @param owner names the Routine in errors. */
  constructor(owner: () => string) {
    this.#owner = owner;
  }

  /** The values that go with the Flow. */
  get initial(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#initial);
  }

  getStat(name: string, fallback = 0): number {
    return (this.#run ? this.#run.get(name) : this.#initial.get(name)) ?? fallback;
  }

  stats(): Readonly<Record<string, number>> {
    return this.#run?.all() ?? this.initial;
  }

  setStat(name: string, value: number): void {
    const what = `${this.#owner()}, stat "${name}"`;
    if (this.#frozen) throw new AppError("conflict", `${what}: once its Flow is in use only its handlers may set it`);
    if (!Number.isFinite(value))
      throw new AppError("invalid_input", `${what}: ${String(value)} is not a finite number`);
    this.#initial.set(name, value);
  }

  updateStat(name: string, update: (value: number) => number): number {
    this.setStat(name, update(this.getStat(name)));
    return this.getStat(name);
  }

  incrementStat(name: string, by = 1): number {
    return this.updateStat(name, (value) => value + by);
  }

  /** From now on initial values stay as they are. */
  freeze(): void {
    this.#frozen = true;
  }

  /** From now on they are read from this run. */
  follow(run: RunStats): void {
    this.#run = run;
  }
}
