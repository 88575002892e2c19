import { describe, expect, test } from "vitest";
import { classifyFile, documentValues, EMPTY_TEXTS, parseDocuments } from "./documents.ts";

test("only documents that can be read have a value", () => {
  const documents = parseDocuments({ ...EMPTY_TEXTS, blueprint: '{"nodes": []}', dockerinfo: "{", inputs: "null" });
  expect(documentValues(documents)).toEqual({ blueprint: { nodes: [] }, inputs: null });
});

describe("classifyFile", () => {
  test("what a file says outweighs how it is called", () => {
    expect(classifyFile("blueprint.json", '{"docker_info_list": []}')).toBe("dockerinfo");
    expect(classifyFile("a.json", '{"nodes": []}')).toBe("blueprint");
  });

  test("a broken file is known by its name", () => {
    expect(classifyFile("my-Blueprint.json", "{")).toBe("blueprint");
    expect(classifyFile("dockerinfo.json", "")).toBe("dockerinfo");
    expect(classifyFile("notes.json", "{}")).toBeNull();
  });
});
