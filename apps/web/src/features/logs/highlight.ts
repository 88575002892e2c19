/** A piece of a line; `match` where it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly match: boolean;
}

/** Cuts `text` at every occurrence of `search` (case does not matter); the pieces joined are `text` again. */
export function highlight(text: string, search: string): Piece[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return [{ text, match: false }];
  const lower = text.toLowerCase();
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), match: false });
    from = at + wanted.length;
    pieces.push({ text: text.slice(at, from), match: true });
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), match: false });
  return pieces;
}
