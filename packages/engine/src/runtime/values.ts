import { createHash } from "node:crypto";
import {
  AppError,
  INLINE_VALUE_MAX_BYTES,
  VALUE_PREVIEW_CHARS,
  isInline,
  type JsonObject,
  type JsonValue,
  type StoredValue,
} from "@gantry/contracts";
import type { HistoryStore, ValueRow } from "./ports/history-store.ts";

/**
 * The values of one Workflow: small ones travel inside events, large ones are stored once by hash.
 * What it hands out is always the receiver's own copy.
 */
export class Values {
  readonly #workflowId: string;
  readonly #history: Pick<HistoryStore, "readValue">;
  /** Packed, but not committed yet: the store does not know them. */
  readonly #pending = new Map<string, string>();

  constructor(workflowId: string, history: Pick<HistoryStore, "readValue">) {
    this.#workflowId = workflowId;
    this.#history = history;
  }

  /**
   * @param owner names the value in the error, e.g. `routine "fetch", event "output"`.
   * @throws AppError `invalid_input` when it is not JSON (a function, a BigInt, a cycle …).
   */
  pack(value: unknown, owner: string): StoredValue {
    const json = toJsonText(value, owner);
    const sizeBytes = Buffer.byteLength(json);
    if (sizeBytes <= INLINE_VALUE_MAX_BYTES) return { inline: JSON.parse(json) as JsonValue };
    const ref = createHash("sha256").update(json).digest("hex");
    this.#pending.set(ref, json);
    return { ref, sizeBytes, preview: json.slice(0, VALUE_PREVIEW_CHARS) };
  }

  /** Takes in values that were packed elsewhere, to be stored with what refers to them. */
  adopt(rows: readonly ValueRow[]): void {
    for (const { ref, json } of rows) this.#pending.set(ref, json);
  }

  /** The packed values that are not durable yet, to be stored with the events that refer to them. */
  takeRows(): ValueRow[] {
    return [...this.#pending].map(([ref, json]) => ({ ref, json }));
  }

  /** Called once `rows` are durable. */
  committed(rows: readonly ValueRow[]): void {
    for (const { ref } of rows) this.#pending.delete(ref);
  }

  async unpack(stored: StoredValue): Promise<JsonValue> {
    if (isInline(stored)) return copyJson(stored.inline);
    const pending = this.#pending.get(stored.ref);
    if (pending !== undefined) return JSON.parse(pending) as JsonValue;
    return await this.#history.readValue(this.#workflowId, stored.ref);
  }

  /**
   * A message's data: an object of parameters. Anything else is wrapped as `{ value }`. An inline one is there at once:
   * of a Slot that collects thousands, each activation reads them all.
   */
  unpackMessage(stored: StoredValue): JsonObject | Promise<JsonObject> {
    return isInline(stored) ? messageOf(copyJson(stored.inline)) : this.unpack(stored).then(messageOf);
  }
}

const messageOf = (value: JsonValue): JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? value : { value };

/** Several times faster than structuredClone, and JSON is all there is. */
function copyJson(value: JsonValue): JsonValue {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(copyJson);
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) {
    if (key !== "__proto__") copy[key] = copyJson(value[key] ?? null); // assigning it would replace the prototype
  }
  return copy;
}

/** @throws AppError `invalid_input` when `value` is not JSON; `owner` names it. */
export function toJsonText(value: unknown, owner: string): string {
  const refuse = (why: string, cause?: unknown): never => {
    throw new AppError("invalid_input", `${owner}: the data must be JSON, but ${why}`, { cause });
  };
  let json: unknown; // not a string for what JSON does not know, whatever its type says
  try {
    json = JSON.stringify(value);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), error);
  }
  return typeof json === "string" ? json : refuse(`it is ${typeof value}`);
}
