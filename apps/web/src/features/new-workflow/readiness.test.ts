import { expect, test } from "vitest";
import { EMPTY_TEXTS, parseDocuments } from "./documents.ts";
import type { PlacedFault } from "./place-faults.ts";
import { type FormState, reasonNotReady } from "./readiness.ts";
import { DEFAULT_OPTIONS } from "./run-options.ts";

const form = (overrides: Partial<FormState>): FormState => ({
  source: "blueprint",
  documents: parseDocuments({ ...EMPTY_TEXTS, blueprint: "{}", dockerinfo: "{}" }),
  flowId: null,
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
  expect(reasonNotReady(form({}))).toBeNull();
});

test("a missing document is asked for, the blueprint first", () => {
  expect(reasonNotReady(form({ documents: parseDocuments(EMPTY_TEXTS) }))).toContain("blueprint");
  expect(reasonNotReady(form({ documents: parseDocuments({ ...EMPTY_TEXTS, blueprint: "{}" }) }))).toContain("dockerinfo");
});

test("errors hold it back, warnings do not", () => {
  expect(reasonNotReady(form({ faults: [fault("error"), fault("warning")] }))).toBe("Correct 1 fault first.");
  expect(reasonNotReady(form({ faults: [fault("warning")] }))).toBeNull();
});

test("it waits for the server's word on what was changed", () => {
  expect(reasonNotReady(form({ isValidating: true }))).toBe("Checking the documents…");
});

test("a wrong number holds back a registered flow too", () => {
  expect(reasonNotReady(form({ source: "flow", flowId: "demo", options: { ...DEFAULT_OPTIONS, jobs: "0" } }))).toContain("number");
  expect(reasonNotReady(form({ source: "flow" }))).toBe("Choose a flow first.");
  expect(reasonNotReady(form({ source: "flow", flowId: "demo" }))).toBeNull();
});
