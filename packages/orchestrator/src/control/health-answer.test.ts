import { expect, test } from "vitest";
import { readHealthAnswer } from "./health-answer.ts";

test.each([
  ["a text", '{"status":"ok","version":" 1.4.0 "}', "1.4.0"],
  ["a number", '{"status":"ok","version":2}', "2"],
  ["a text of any length, cut", `{"version":"${"9".repeat(100)}"}`, "9".repeat(64)],
  ["nothing", '{"status":"ok"}', null],
  ["a blank text", '{"version":"  "}', null],
  ["something else", '{"version":{"major":1}}', null],
  ["no object at all", '"ok"', null],
  ["a body that is no JSON", "OK", null],
])("a service may say its version: %s", (_, body, version) => {
  expect(readHealthAnswer(body)).toEqual({ version });
});
