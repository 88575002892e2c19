/** Shorter ones would match ordinary text; they protect nothing anyway. */
const MIN_SECRET_CHARS = 8;

const REDACTED = "[redacted]";

/**
 * `text` without `secret`, as it is or as JSON spells it: services echo request headers into their error pages. The
 * text may have been cut: the beginning of a secret at its end goes too.
 */
export function redact(text: string, secret: string | null): string {
  if (secret === null || secret.length < MIN_SECRET_CHARS) return text;
  const spellings = [secret, JSON.stringify(secret).slice(1, -1)];
  return spellings.reduce((shown, spelling) => redactEnd(shown.replaceAll(spelling, REDACTED), spelling), text);
}

function redactEnd(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= MIN_SECRET_CHARS; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + REDACTED;
  }
  return text;
}
