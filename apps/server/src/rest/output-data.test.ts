import { expect, test } from "vitest";
import { readOutputData } from "./output-data.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const inline = (format: string, uri: string) => ({ protocol: "inline", uri, format });

test.each([
  ["JSON is decoded", inline("json", base64('{"sum":3}')), { encoding: "json", data: { sum: 3 } }],
  ["CSV is text", inline("csv", base64("a,b\n1,2")), { encoding: "text", data: "a,b\n1,2" }],
  ["XML is text", inline("xml", base64("<a/>")), { encoding: "text", data: "<a/>" }],
  ["anything else stays base64", inline("parquet", base64("PAR1")), { encoding: "base64", data: base64("PAR1") }],
  ["JSON that is none stays base64", inline("json", base64("{")), { encoding: "base64", data: base64("{") }],
])("page 4, output-data: what a reference carries inline is given: %s", (_, value, data) => {
  expect(readOutputData(value)).toMatchObject({ reference: { protocol: "inline" }, ...data });
});

test("data elsewhere is not fetched: the reference says where it is", () => {
  const output = readOutputData({ protocol: "s3", uri: "s3://bucket/key.json", format: "json" });
  expect(output).toMatchObject({ reference: { uri: "s3://bucket/key.json" }, encoding: null, data: null });
});

test("what a Routine of a Flow returned is the data itself; a list stays a list", () => {
  expect(readOutputData({ sum: 3 })).toEqual({ reference: null, encoding: "json", data: { sum: 3 } });
  expect(readOutputData([1, 2])).toEqual({ reference: null, encoding: "json", data: [1, 2] });
  expect(readOutputData(null)).toEqual({ reference: null, encoding: null, data: null });
});
