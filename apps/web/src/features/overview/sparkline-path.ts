const round = (value: number): string => String(Math.round(value * 100) / 100);

/**
 * A line through `values` in a box of 100 × 100, from left to right, 0 at the bottom. The highest value reaches the
 * top, but one below 1 does not: a single quiet task shall not look like a rush.
 */
export function sparklinePath(values: readonly number[]): string {
  if (values.length === 0) return "M0 100 H100";
  const top = Math.max(1, ...values);
  const stepX = 100 / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${round(index * stepX)} ${round(100 - (value / top) * 100)}`);
  return `M${points.join(" L")}`;
}
