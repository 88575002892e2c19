import { INLINE_VALUE_MAX_BYTES, type JsonValue } from "@gantry/contracts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Values } from "./values.ts";

const stored = new Map<string, string>();
const open = () =>
  new Values("wf-1", {
    readValue: (_workflowId, ref) => Promise.resolve(JSON.parse(stored.get(ref) ?? "null") as JsonValue),
  });
const large = "é".repeat(INLINE_VALUE_MAX_BYTES);

describe("Values", () => {
  test("a value up to 8 KiB of JSON travels inline, a larger one by the hash of its text", () => {
    const values = open();
    expect(values.pack("x".repeat(INLINE_VALUE_MAX_BYTES - 2), "v")).toHaveProperty("inline");
    const packed = values.pack(large, "v");
    expect(packed).toMatchObject({
      sizeBytes: 2 * INLINE_VALUE_MAX_BYTES + 2,
      preview: JSON.stringify(large).slice(0, 256),
    });
    expect(values.pack(large, "v")).toEqual(packed);
    expect(values.takeRows()).toHaveLength(1);
  });

  test("a packed value can be read before it is stored, and from the store afterwards", async () => {
    const values = open();
    const packed = values.pack({ large }, "v");
    expect(await values.unpack(packed)).toEqual({ large });
    const rows = values.takeRows();
    for (const { ref, json } of rows) stored.set(ref, json);
    values.committed(rows);
    expect(values.takeRows()).toEqual([]);
    expect(await values.unpack(packed)).toEqual({ large });
  });

  test("what is unpacked is the receiver's own copy", async () => {
    const values = open();
    const packed = values.pack({ list: [1] }, "v");
    const first = (await values.unpackMessage(packed)) as { list: number[] };
    first.list.push(2);
    expect(await values.unpackMessage(packed)).toEqual({ list: [1] });
  });

  test("a message that is no object arrives as { value }", async () => {
    const values = open();
    expect(await values.unpackMessage(values.pack([1], "v"))).toEqual({ value: [1] });
    expect(await values.unpackMessage(values.pack(null, "v"))).toEqual({ value: null });
  });

  test.each([[undefined], [() => 1], [1n]])("%s is refused with the name of its owner", (value) => {
    expect(() => open().pack(value, 'Routine "a"')).toThrow(/^Routine "a": the data must be JSON, but/);
  });

  test("a cycle is refused", () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => open().pack(cycle, "it")).toThrow("the data must be JSON");
  });

  test("any JSON comes back as it went in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        const values = open();
        const expected = JSON.parse(JSON.stringify(value)) as JsonValue;
        fc.pre(!JSON.stringify(value).includes("__proto__"));
        expect(await values.unpack(values.pack(value, "v"))).toEqual(expected);
      }),
    );
  });
});
