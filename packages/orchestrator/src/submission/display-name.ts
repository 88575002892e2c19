const MAX_SHOWN_CHARS = 200;

/** Control, format (bidi) and line-separator characters: they would forge or reorder the text around them. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** An uploaded name as it may stand in a message: cut to 200 characters, deceptive ones written as escapes. */
export function displayName(name: string): string {
  const shown = name.length > MAX_SHOWN_CHARS ? `${name.slice(0, MAX_SHOWN_CHARS)}…` : name;
  return shown.replace(DECEPTIVE, escapeCharacter);
}
