/** Observations of one symbol: x from 0 to 1, y about `2x + 1`, with a wobble that is the same in every run. */
export function observationsOf(symbol: string): readonly (readonly [number, number])[] {
  const seed = Array.from(symbol, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum + code, 0);
  return Array.from({ length: 50 }, (_, index) => {
    const x = index / 49;
    return [x, 2 * x + 1 + 0.05 * Math.sin(seed + index)] as const;
  });
}

/** A line, fitted by gradient descent: a small model whose loss one can watch fall. */
export class LinearModel {
  slope = 0;
  intercept = 0;
  readonly #observations: readonly (readonly [number, number])[];

  constructor(observations: readonly (readonly [number, number])[]) {
    this.#observations = observations;
  }

  /** One epoch. @returns the mean squared error before it. */
  train(learningRate: number): number {
    let [loss, slopeGradient, interceptGradient] = [0, 0, 0];
    for (const [x, y] of this.#observations) {
      const error = this.slope * x + this.intercept - y;
      loss += error ** 2;
      slopeGradient += 2 * error * x;
      interceptGradient += 2 * error;
    }
    const count = this.#observations.length;
    this.slope -= (learningRate * slopeGradient) / count;
    this.intercept -= (learningRate * interceptGradient) / count;
    return loss / count;
  }
}
