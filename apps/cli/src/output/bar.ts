import type { Console, Style } from "./console.ts";

/** A progress bar of exactly `width` characters. */
export function barText(console: Console, percent: number, width: number, style: Style): string {
  const filled = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width);
  return console.style(style, "━".repeat(filled)) + console.style("dim", "╌".repeat(width - filled));
}
