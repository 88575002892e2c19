import type { FlowDefinition } from "@gantry/contracts";
import { expect, test } from "vitest";
import { entryNames, readInputs } from "./flow-inputs.ts";

test("a JSON object is taken, and nothing is none", () => {
  expect(readInputs('{ "day": 7 }')).toMatchObject({ value: { day: 7 }, faults: [] });
  expect(readInputs(" \n")).toMatchObject({ value: undefined, faults: [] });
});

test.each(["[1]", "7", "null", '"x"'])("%s is JSON, and no object", (text) => {
  const { value, faults } = readInputs(text);
  expect(value).toBeUndefined();
  expect(faults).toMatchObject([{ message: "Inputs are a JSON object: { … }", place: { from: 0, to: text.length } }]);
});

test("what is no JSON says what is wrong where", () => {
  const { value, faults } = readInputs('{ "day": }');
  expect(value).toBeUndefined();
  expect(faults[0]).toMatchObject({ document: "inputs", message: "A value is expected", place: { from: 9 } });
});

test("a job begins at the routines that nothing leads to", () => {
  const connection = { event: "e", slot: "s" };
  const flow = {
    routines: ["a", "b", "c", "d"].map((name) => ({ name })),
    connections: [{ ...connection, source: "a", target: "c" }],
  } as unknown as FlowDefinition;
  expect(entryNames(flow)).toBe("a, b, and d");
});
