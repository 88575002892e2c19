/**
 * The value below which a share of the samples lies (nearest rank).
 * @param share from 0 to 1; 0.5 is the median, 0.99 the p99.
 * @throws RangeError without samples.
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError("A percentile needs at least one sample");
  return value;
}

/** The middle value; of an even number of samples the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  const lower = percentile(samples, 0.5);
  const isEven = samples.length % 2 === 0;
  return isEven ? (lower + percentile(samples, 0.5 + 1 / samples.length)) / 2 : lower;
}
