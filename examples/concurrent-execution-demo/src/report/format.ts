/** `12.3` → "12 ms", `1234` → "1.23 s". */
export const formatDuration = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;

/** Time of day in UTC with milliseconds, such as `09:15:02.045`; "–" for none. */
export const formatTime = (atMs: number | null): string =>
  atMs === null ? "–" : new Date(atMs).toISOString().slice(11, 23);

/** How people count Jobs: from 1. */
export const jobTitle = (jobIndex: number): string => `Job ${jobIndex + 1}`;

/** A heading of a section of the output. */
export const heading = (title: string): string => `\n━━ ${title} ${"━".repeat(Math.max(3, 74 - title.length))}`;

/** Columns padded to their widest cell, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
