/**
 * A service's progress as a percentage 0-100: numbers and strings of digits, clamped. null for everything else, since
 * a strange progress says nothing about the work.
 */
export function readProgress(progress: unknown): number | null {
  const value = typeof progress === "string" && progress.trim() !== "" ? Number(progress) : progress;
  if (typeof value !== "number" || Number.isNaN(value)) return null;
  return Math.min(100, Math.max(0, value));
}
