import type { InputPart, JobState, JsonObject, JsonValue, TaskState } from "@gantry/contracts";
import { slotKey, type CompiledFlow } from "../core/index.ts";
import type { SlotMerges } from "./slot-merges.ts";
import type { Values } from "./values.ts";

/** Where an input is read from. `state` must not be older than the Task's start. */
interface InputSource {
  readonly flow: CompiledFlow;
  readonly state: JobState;
  readonly values: Values;
  readonly merges: SlotMerges;
}

/**
 * The data that a Task's handler receives, merged as its Slot says; the attempt's own copy.
 * @throws AttemptError `merge_failed` when its Slot's merge function does not do.
 */
export async function hydrateInput(source: InputSource, task: TaskState): Promise<JsonObject> {
  const { input, slot } = task;
  if (!input || slot === null) return {};
  if (input.kind === "override" && source.flow.slot(task.routine, slot).mergeStrategy === "list")
    return await listed(source, task.routine, slot, input.parts);
  if (input.kind === "override") {
    const [only, ...others] = input.parts;
    if (only && others.length === 0) return await message(source, only);
    const parts = await messages(source, input.parts);
    return Object.fromEntries(parts.flatMap((each) => Object.entries(each))); // not assign: "__proto__" is a key like any other
  }
  const collected = source.state.slots[slotKey(task.routine, slot)]?.messages ?? [];
  if (source.flow.slot(task.routine, slot).mergeStrategy === "custom") {
    const read = async (part: InputPart): Promise<JsonObject> => message(source, part);
    return await source.merges.merged({
      jobId: source.state.jobId,
      routine: task.routine,
      slot,
      messages: collected,
      count: input.count,
      read,
    });
  }
  return appended(await messages(source, collected.slice(0, input.count)));
}

/**
 * The messages side by side: `items[i]` is what the Routine `sources[i]` sent (null: it was submitted); `missing` are the
 * Routines of which a set lacks one.
 */
async function listed(
  source: InputSource,
  routine: string,
  slot: string,
  parts: readonly InputPart[],
): Promise<JsonObject> {
  const { flow } = source;
  const senderOf = ({ connection }: InputPart): string | null =>
    connection === null ? null : (flow.definition.connections[connection]?.source ?? null);
  const isThere = new Set(parts.map((part) => part.connection));
  const expected = flow.slot(routine, slot).activation.kind === "all" ? flow.sources(routine, slot) : [];
  return {
    items: await messages(source, parts),
    sources: parts.map(senderOf),
    missing: expected.filter(({ index }) => !isThere.has(index)).map((each) => each.source),
  };
}

/** The data of each. Only those that have to be read cost a promise: 5,000 activations of an appending Slot are 12 million messages. */
async function messages(source: InputSource, parts: readonly InputPart[]): Promise<JsonObject[]> {
  const read: JsonObject[] = [];
  const pending: Promise<void>[] = [];
  parts.forEach((part, index) => {
    const data = message(source, part);
    if (data instanceof Promise) pending.push(data.then((value) => void (read[index] = value)));
    else read[index] = data;
  });
  await Promise.all(pending);
  return read;
}

function message({ flow, values }: InputSource, part: InputPart): JsonObject | Promise<JsonObject> {
  const data = values.unpackMessage(part.value);
  const mapping = part.connection === null ? undefined : flow.definition.connections[part.connection]?.paramMapping;
  if (!mapping) return data;
  return data instanceof Promise ? data.then((value) => renamed(value, mapping)) : renamed(data, mapping);
}

const renamed = (data: JsonObject, mapping: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [mapping[key] ?? key, value]));

/** Per key, the list of its values over all messages. */
function appended(messages: readonly JsonObject[]): JsonObject {
  const lists = new Map<string, JsonValue[]>();
  for (const each of messages) {
    for (const [key, value] of Object.entries(each)) {
      const list = lists.get(key);
      if (list) list.push(value);
      else lists.set(key, [value]);
    }
  }
  return Object.fromEntries(lists);
}
