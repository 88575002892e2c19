import { AppError, JsonObject, PROGRESS_CONTEXT_MAX_BYTES, type JsonValue } from "@gantry/contracts";

const REDACTED = "[redacted]";

/** Names under which people keep secrets, in snake case. `tokens` counts something; `token` opens something. */
const SECRET_NAME =
  /(^|_)(password|passwd|passphrase|secret|token|api_?key|access_key|private_key|authorization|credentials?)$/;

/**
 * `added` merged into `context`, as it may be shown: JSON, secrets redacted, at most 4 KiB.
 * @throws AppError `invalid_input` that names the field which is not JSON, or the largest when it is too much.
 */
export function mergeContext(context: JsonObject, added: object): JsonObject {
  const merged = { ...context, ...readJson(added) };
  const sizeBytes = bytesOf(merged);
  if (sizeBytes <= PROGRESS_CONTEXT_MAX_BYTES) return merged;
  const [largest = ""] = Object.entries(merged).sort(([, a], [, b]) => bytesOf(b) - bytesOf(a))[0] ?? [];
  throw new AppError(
    "invalid_input",
    `Progress context: ${String(sizeBytes)} bytes, at most ${String(PROGRESS_CONTEXT_MAX_BYTES)} are kept. ` +
      `The largest field is "${largest}": report a number or a name, and return data as the result`,
  );
}

/** UTF-8 length of its JSON text. */
export const bytesOf = (value: JsonValue): number => Buffer.byteLength(JSON.stringify(value));

function readJson(added: object): JsonObject {
  const given = Object.fromEntries(Object.entries(added).filter(([, value]) => value !== undefined));
  const parsed = JsonObject.safeParse(given);
  if (parsed.success) return redact(parsed.data);
  const path = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new AppError("invalid_input", `Progress context: field "${path}" is not JSON`);
}

const redact = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, isSecret(name, value) ? REDACTED : redactWithin(value)]),
  );

function redactWithin(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(redactWithin);
  return typeof value === "object" && value !== null ? redact(value) : value;
}

const isSecret = (name: string, value: JsonValue): boolean =>
  typeof value !== "number" && typeof value !== "boolean" && value !== null && SECRET_NAME.test(snakeCase(name));

const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-.\s]/g, "_")
    .toLowerCase();
