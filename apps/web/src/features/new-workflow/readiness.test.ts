import { expect, test } from "vitest";
import { EMPTY_TEXTS, parseDocuments } from "./documents.ts";
import type { PlacedFault } from "./place-faults.ts";
import { readInputs } from "./flow-inputs.ts";
import { flowNotReady, uploadNotReady, type UploadState } from "./readiness.ts";
import { DEFAULT_OPTIONS } from "./run-options.ts";

const upload = (overrides: Partial<UploadState>): UploadState => ({
  documents: parseDocuments({ ...EMPTY_TEXTS, blueprint: "{}", dockerinfo: "{}" }),
  options: DEFAULT_OPTIONS,
  faults: [],
  isValidating: false,
  ...overrides,
});

const fault = (severity: "error" | "warning"): PlacedFault => ({
  key: severity,
  document: "blueprint",
  place: null,
  message: "",
  severity,
  nodeKeys: [],
});

test("two documents without errors are ready", () => {
  expect(uploadNotReady(upload({}))).toBeNull();
});

test("a missing document is asked for, the blueprint first", () => {
  expect(uploadNotReady(upload({ documents: parseDocuments(EMPTY_TEXTS) }))).toContain("blueprint");
  const withBlueprint = parseDocuments({ ...EMPTY_TEXTS, blueprint: "{}" });
  expect(uploadNotReady(upload({ documents: withBlueprint }))).toContain("dockerinfo");
});

test("errors hold it back, warnings do not", () => {
  expect(uploadNotReady(upload({ faults: [fault("error"), fault("warning")] }))).toBe("Correct 1 fault first.");
  expect(uploadNotReady(upload({ faults: [fault("warning")] }))).toBeNull();
});

test("it waits for the server's word on what was changed", () => {
  expect(uploadNotReady(upload({ isValidating: true }))).toBe("Checking the documents…");
});

test("a wrong number holds back an upload and a registered flow", () => {
  const options = { ...DEFAULT_OPTIONS, jobs: "0" };
  expect(uploadNotReady(upload({ options }))).toContain("number");
  expect(flowNotReady("demo", options, readInputs(""))).toContain("number");
});

test("a flow must be chosen", () => {
  expect(flowNotReady(null, DEFAULT_OPTIONS, readInputs(""))).toBe("Choose a flow first.");
  expect(flowNotReady("demo", DEFAULT_OPTIONS, readInputs(""))).toBeNull();
});

test("inputs that are no object hold a flow back", () => {
  expect(flowNotReady("demo", DEFAULT_OPTIONS, readInputs("[1]"))).toBe("Correct the inputs first.");
  expect(flowNotReady("demo", DEFAULT_OPTIONS, readInputs('{ "day": 7 }'))).toBeNull();
});
