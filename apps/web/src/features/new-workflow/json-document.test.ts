import { describe, expect, test } from "vitest";
import { locate, parseJson } from "./json-document.ts";

const parsed = (text: string) => {
  const document = parseJson(text);
  if (document.kind !== "parsed") throw new Error(`expected JSON, got ${document.kind}`);
  return document;
};

const marked = (text: string, path: (string | number)[]) => {
  const place = locate(text, parsed(text).root, path);
  return text.slice(place.from, place.to);
};

describe("parseJson", () => {
  test("blank text is empty, not broken", () => {
    expect(parseJson(" \n ")).toEqual({ kind: "empty" });
  });

  test("a missing comma is reported with its line and column", () => {
    const document = parseJson('{\n  "a": 1\n  "b": 2\n}');
    expect(document).toMatchObject({
      kind: "broken",
      faults: [{ line: 3, column: 3, message: "A comma is expected" }],
    });
  });

  test("an unclosed object is reported at its end", () => {
    const document = parseJson('{ "a": 1');
    expect(document).toMatchObject({
      kind: "broken",
      faults: [{ line: 1, column: 9, message: "A closing } is expected" }],
    });
  });

  test.each(['{ "a": 1, }', '{ "a": 1 } // note', "{ 'a': 1 }", '{ "a": NaN }', "1 2"])(
    "%s is not strict JSON",
    (text) => {
      expect(parseJson(text).kind).toBe("broken");
    },
  );

  test("a byte order mark does no harm and moves no offset", () => {
    const text = '\uFEFF{"a": 1}';
    expect(parsed(text).value).toEqual({ a: 1 });
    expect(marked(text, ["a"])).toBe("1");
  });
});

describe("locate", () => {
  const text = '{\n  "nodes": [\n    { "name": "x", "ports": [1, 2] }\n  ]\n}';

  test("a scalar is marked as it is", () => {
    expect(marked(text, ["nodes", 0, "name"])).toBe('"x"');
    expect(marked(text, ["nodes", 0, "ports", 1])).toBe("2");
  });

  test("an object or a list is marked by its name", () => {
    expect(marked(text, ["nodes"])).toBe('"nodes"');
    expect(marked(text, ["nodes", 0, "ports"])).toBe('"ports"');
  });

  test("a missing field is marked where it should have been: at its parent", () => {
    expect(marked(text, ["nodes", 0, "image"])).toBe("{");
    expect(marked(text, ["dockerinfo", 3])).toBe("{");
  });

  test("lines and columns count from 1", () => {
    expect(locate(text, parsed(text).root, ["nodes", 0, "name"])).toMatchObject({ line: 3, column: 15 });
  });
});
