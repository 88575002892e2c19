import { textWidth } from "./text-width.ts";

/** Rows in columns that are as wide as what they hold; the last column is left as it is. `head` may be coloured, as may cells. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ""))));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - textWidth(cell)),
      )
      .join("  ")
      .trimEnd(),
  );
}
