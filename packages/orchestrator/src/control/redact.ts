/** Shorter ones would match ordinary text; they protect nothing anyway. */
const MIN_SECRET_CHARS = 8;

/** `text` without `secret`, as it is or as JSON spells it: services echo request headers into their error pages. */
export function redact(text: string, secret: string | null): string {
  if (secret === null || secret.length < MIN_SECRET_CHARS) return text;
  const spelledInJson = JSON.stringify(secret).slice(1, -1);
  return text.replaceAll(secret, "[redacted]").replaceAll(spelledInJson, "[redacted]");
}
