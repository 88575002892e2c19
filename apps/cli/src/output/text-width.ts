import { stripVTControlCharacters } from "node:util";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** East Asian characters and emoji take two cells of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

const cellsOf = (grapheme: string): number => (WIDE.test(grapheme) ? 2 : 1);

/** How many cells of a terminal a text takes, without the escapes of its colours. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) width += cellsOf(segment);
  return width;
}

/** The beginning of a text without colours, in at most `maxWidth` cells; `…` says that there is more. */
export function shortened(text: string, maxWidth: number): string {
  if (textWidth(text) <= maxWidth) return text;
  let kept = "";
  let width = 1;
  for (const { segment } of graphemes.segment(text)) {
    width += cellsOf(segment);
    if (width > maxWidth) break;
    kept += segment;
  }
  return maxWidth < 1 ? "" : `${kept}…`;
}
