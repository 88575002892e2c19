/** Until then the elapsed time says little, and one step would throw the estimate about. */
const TRUSTED_FROM_PERCENT = 2;

/**
 * How long an operation may still take, ms; null when nothing tells. What such operations took before counts most at
 * the beginning, how this one is getting on counts most at the end.
 * @param expectedMs how long operations of this type and size took; null: none has ended yet
 */
export function estimateRemainingMs(percentage: number, elapsedMs: number, expectedMs: number | null): number | null {
  if (percentage >= 100) return 0;
  const byPace = percentage >= TRUSTED_FROM_PERCENT ? (elapsedMs * (100 - percentage)) / percentage : null;
  const byHistory = expectedMs === null ? null : Math.max(0, expectedMs - elapsedMs);
  if (byPace === null || byHistory === null) return round(byPace ?? byHistory);
  const share = percentage / 100;
  return round(share * byPace + (1 - share) * byHistory);
}

const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));
