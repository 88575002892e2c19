import { expect, test } from "vitest";
import { carriedJson } from "./carried-json.ts";

const reference = (text: string) => ({
  protocol: "inline",
  format: "json",
  uri: Buffer.from(text).toString("base64"),
  schema_uri: null,
});

test("the JSON in an inline reference is read, in any script", () => {
  expect(carriedJson(reference('{"kWh":72.9,"place":"Zürich"}'))).toEqual({ kWh: 72.9, place: "Zürich" });
});

test("other values, and other protocols and formats, carry nothing", () => {
  for (const value of [
    null,
    3,
    "inline",
    [],
    {},
    { ...reference("1"), format: "csv" },
    { ...reference("1"), protocol: "s3" },
  ])
    expect(carriedJson(value)).toBeUndefined();
});

test("a reference that is not what it says carries nothing", () => {
  expect(carriedJson({ ...reference("1"), uri: "not base64!" })).toBeUndefined();
  expect(carriedJson(reference("{"))).toBeUndefined();
  expect(carriedJson({ ...reference("1"), uri: "/////w==" })).toBeUndefined();
});
