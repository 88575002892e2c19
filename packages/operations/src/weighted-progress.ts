/** How far several jobs have come together, each counting by its weight. */
export class WeightedProgress {
  readonly #weights: readonly number[];
  readonly #percentages: number[];

  constructor(weights: readonly number[]) {
    this.#weights = weights;
    this.#percentages = weights.map(() => 0);
  }

  set(index: number, percentage: number): void {
    this.#percentages[index] = Math.max(this.#percentages[index] ?? 0, percentage);
  }

  /** Of `total`. */
  get current(): number {
    return this.#percentages.reduce(
      (sum, percentage, index) => sum + (percentage / 100) * (this.#weights[index] ?? 0),
      0,
    );
  }

  get total(): number {
    return this.#weights.reduce((sum, weight) => sum + weight, 0);
  }
}
