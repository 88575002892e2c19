import { expect, test } from "vitest";
import { readParameters } from "./read-parameters.ts";

test("parameters are a JSON object, or nothing", () => {
  expect(readParameters(' {"epochs": 3} ')).toEqual({ ok: true, value: { epochs: 3 } });
  expect(readParameters(" ")).toEqual({ ok: true, value: {} });
});

test.each(["[1]", "3", "null", '"text"'])("%s is JSON, and no object", (text) => {
  expect(readParameters(text)).toEqual({ ok: false, fault: "Parameters are a JSON object: { … }" });
});

test("what is no JSON says where", () => {
  expect(readParameters('{"epochs": }')).toMatchObject({
    ok: false,
    fault: expect.stringContaining("JSON") as unknown,
  });
});
