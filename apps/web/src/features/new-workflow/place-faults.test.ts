import type { SubmissionFault } from "@gantry/contracts";
import { expect, test } from "vitest";
import { EMPTY_TEXTS, parseDocuments } from "./documents.ts";
import { faultyNodes, placeFaults, syntaxFaults } from "./place-faults.ts";

const fault = (overrides: Partial<SubmissionFault>): SubmissionFault => ({
  document: "blueprint",
  path: [],
  message: "wrong",
  nodeKeys: [],
  severity: "error",
  ...overrides,
});

const place = (faults: SubmissionFault[], texts: Partial<typeof EMPTY_TEXTS>) => {
  const all = { ...EMPTY_TEXTS, ...texts };
  return placeFaults(faults, all, parseDocuments(all));
};

test("a fault of the server is pinned to the value that its path names", () => {
  const [placed] = place([fault({ path: ["type"] })], { blueprint: '{\n  "type": "x"\n}' });
  expect(placed?.place).toMatchObject({ line: 2, column: 11 });
});

test("what is said about a file that was not given yet is not shown as a fault", () => {
  expect(place([fault({ document: "dockerinfo", message: "dockerinfo is required" })], { blueprint: "{}" })).toEqual(
    [],
  );
});

test("a fault of the submission itself has no place but is shown", () => {
  expect(place([fault({ document: "submission", message: "too large" })], {})).toMatchObject([
    { place: null, message: "too large" },
  ]);
});

test("broken JSON is a fault of its document", () => {
  const faults = syntaxFaults(parseDocuments({ ...EMPTY_TEXTS, dockerinfo: "{" }));
  expect(faults).toMatchObject([{ document: "dockerinfo", message: "A closing } is expected" }]);
});

test("only errors mark a node, warnings do not", () => {
  const placed = place([fault({ nodeKeys: ["a:Run"] }), fault({ nodeKeys: ["b:Run"], severity: "warning" })], {
    blueprint: "{}",
  });
  expect([...faultyNodes(placed)]).toEqual(["a:Run"]);
});
