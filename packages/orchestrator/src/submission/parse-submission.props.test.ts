import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blueprintOf, dockerinfoOf } from "../../test/blueprints.ts";
import { parseSubmission } from "./parse-submission.ts";
import { renderFaults } from "./render-faults.ts";

const valid: Readonly<Record<string, unknown>> = {
  blueprint: blueprintOf(["a:Run", "b:Run"], [["a:Run", "b:Run"]]),
  dockerinfo: dockerinfoOf(["a", "b"]),
  inputs: [{ protocol: "inline", uri: "aGk=", format: "json", metadata: { a: 1 } }],
  parameters: { "a:Run": { rows: 1 } },
  retry: { maxRetries: 1, nodes: { "b:Run": { maxRetries: 2 } } },
  timeouts: { callMs: 5 },
};

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    "",
    0,
    [],
    {},
    JSON.parse('{"__proto__":{"polluted":true}}'),
    "\u202e",
    "x".repeat(10_000),
  ),
);

/** Replaces, adds or removes one thing somewhere inside `value`, by a list of choices. */
function mutate(value: unknown, choices: readonly number[], replacement: unknown): unknown {
  const [choice, ...rest] = choices;
  if (choice === undefined || typeof value !== "object" || value === null) return replacement;
  if (Array.isArray(value)) {
    const at = choice % (value.length + 1);
    const items: unknown[] = value;
    return [...items.slice(0, at), mutate(items[at], rest, replacement), ...items.slice(at + 1)];
  }
  const keys = [...Object.keys(value), "constructor", "extra"];
  const key = keys[choice % keys.length] ?? "";
  return Object.fromEntries([
    ...Object.entries(value),
    [key, mutate(Object.entries(value).find(([k]) => k === key)?.[1], rest, replacement)],
  ]);
}

const mutants = fc
  .tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 9 }), hostile)
  .map(([choices, replacement]) => mutate(valid, choices, replacement));

describe("parseSubmission", () => {
  it("answers anything at all with a Flow or with faults, and pollutes no prototype", () => {
    fc.assert(
      fc.property(fc.oneof(mutants, fc.record({ blueprint: hostile, dockerinfo: hostile, inputs: hostile })), (raw) => {
        const parsed = parseSubmission(Object(raw) as object);
        const errors = parsed.faults.filter(({ severity }) => severity === "error");
        expect(parsed.ok).toBe(errors.length === 0);
        expect(renderFaults(parsed.faults) === "").toBe(parsed.ok);
        expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("makes a Flow whose connections join its Routines, and whose entries have no parents, of any acyclic graph", () => {
    const dags = fc.integer({ min: 1, max: 10 }).chain((size) =>
      fc.tuple(
        fc.constant(size),
        fc.array(
          fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a < b),
          { maxLength: size > 1 ? 20 : 0 },
        ),
      ),
    );
    fc.assert(
      fc.property(dags, ([size, pairs]) => {
        const keys = Array.from({ length: size }, (_, index) => `c${index}:Run`);
        const edges = pairs.map(([a, b]): [string, string] => [keys[a] ?? "", keys[b] ?? ""]);
        const containers = keys.map((key) => key.replace(":Run", ""));
        const parsed = parseSubmission({ blueprint: blueprintOf(keys, edges), dockerinfo: dockerinfoOf(containers) });
        if (!parsed.ok) throw new Error(renderFaults(parsed.faults));
        expect(parsed.flow.routines.map(({ name }) => name)).toEqual(keys);
        const joined = parsed.flow.connections.map(({ source, target }) => `${source}→${target}`);
        expect(new Set(joined)).toEqual(new Set(edges.map(([a, b]) => `${a}→${b}`)));
        expect(joined).toHaveLength(new Set(joined).size);
        const targets = new Set(edges.map(([, to]) => to));
        expect(parsed.entries.map(({ routine }) => routine)).toEqual(keys.filter((key) => !targets.has(key)));
      }),
    );
  });
});
