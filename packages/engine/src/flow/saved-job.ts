import { createHash } from "node:crypto";
import { AppError, HistoryEvent, LogLine, type JobState } from "@gantry/contracts";
import { evolveAll } from "../core/index.ts";
import { valueRefsOf } from "../runtime/value-refs.ts";

export const JOB_FORMAT = "gantry-job/v1";

/** A Job as JSON, whole: its history, from which everything else follows, its log, and the large values it refers to. */
export interface JobDocument {
  readonly format: typeof JOB_FORMAT;
  readonly flowId: string;
  readonly flowVersion: string;
  readonly events: readonly HistoryEvent[];
  readonly logs: readonly LogLine[];
  /** JSON text by the sha256 of it. */
  readonly values: Readonly<Record<string, string>>;
}

/** A JobDocument and the state that its history folds to. */
export interface SavedJob extends JobDocument {
  readonly state: JobState;
}

export const toDocument = ({ state: _, ...document }: SavedJob): JobDocument => document;

/** @throws AppError `invalid_input` saying what is wrong with it, and where. */
export function parseJobDocument(value: unknown): SavedJob {
  const document = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<string, unknown>>;
  const { format, flowId, flowVersion } = document;
  if (format !== JOB_FORMAT) {
    const found = typeof format === "string" ? `"${format}"` : "missing";
    throw refused(`its "format" is ${found}, and must be "${JOB_FORMAT}"`);
  }
  if (typeof flowId !== "string" || typeof flowVersion !== "string")
    throw refused("it does not say of which Flow it is");
  const events = listOf(document.events, "events", (each) => HistoryEvent.safeParse(each));
  const logs = listOf(document.logs, "logs", (each) => LogLine.safeParse(each));
  const values = (document.values ?? {}) as Record<string, unknown>;
  return { format, flowId, flowVersion, events, logs, values: valuesOf(events, values), state: fold(events) };
}

/** What zod's safeParse answers. */
type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: { readonly issues: readonly { path: PropertyKey[]; message: string }[] };
    };

function listOf<T>(value: unknown, name: string, parse: (each: unknown) => Parsed<T>): T[] {
  if (!Array.isArray(value)) throw refused(`it has no ${name}`);
  return value.map((each, index) => {
    const parsed = parse(each);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw refused([name, String(index), ...(issue?.path ?? []).map(String)].join(".") + `: ${issue?.message ?? ""}`);
  });
}

function fold(events: readonly HistoryEvent[]): JobState {
  try {
    const state = evolveAll(null, events);
    if (state) return state;
  } catch (error) {
    throw refused(`its history has a gap: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw refused("its history is empty");
}

/** Those that the events refer to, whole and unchanged. */
function valuesOf(events: readonly HistoryEvent[], values: Record<string, unknown>): Record<string, string> {
  const found = new Map<string, string>();
  for (const ref of new Set(events.flatMap(valueRefsOf))) {
    const json = Object.hasOwn(values, ref) ? values[ref] : undefined;
    if (typeof json !== "string") throw refused(`it lacks the value ${ref}`);
    if (createHash("sha256").update(json).digest("hex") !== ref) throw refused(`the value ${ref} was changed`);
    found.set(ref, json);
  }
  return Object.fromEntries(found);
}

const refused = (why: string): AppError => new AppError("invalid_input", `This is not a saved Job: ${why}`);
