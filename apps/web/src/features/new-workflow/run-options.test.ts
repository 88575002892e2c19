import { describe, expect, test } from "vitest";
import { DEFAULT_OPTIONS, numberFault, toSubmissionOptions } from "./run-options.ts";

describe("numberFault", () => {
  test.each([
    ["jobs", "", "Say how many jobs to run."],
    ["jobs", "0", "At least 1."],
    ["jobs", "1.5", "A whole number."],
    ["jobs", "10001", "At most 10,000."],
    ["maxWorkers", "many", "A whole number."],
    ["attemptTimeoutSeconds", "0", "At least 0.001."],
  ] as const)("%s %j is refused: %s", (field, text, reason) => {
    expect(numberFault(field, text)).toBe(reason);
  });

  test.each([
    ["jobs", " 4 "],
    ["maxWorkers", ""],
    ["maxRetries", "0"],
    ["attemptTimeoutSeconds", "0.5"],
  ] as const)("%s %j is fine", (field, text) => {
    expect(numberFault(field, text)).toBeNull();
  });
});

describe("toSubmissionOptions", () => {
  test("an empty limit is sent as unlimited, and nothing else that was not given is sent", () => {
    expect(toSubmissionOptions(DEFAULT_OPTIONS)).toEqual({ jobs: 1, maxWorkers: null });
  });

  test("seconds become milliseconds", () => {
    const options = { ...DEFAULT_OPTIONS, attemptTimeoutSeconds: "1.5", maxRetries: "2", retryDelaySeconds: "0.25" };
    expect(toSubmissionOptions(options)).toEqual({
      jobs: 1,
      maxWorkers: null,
      retry: { maxRetries: 2, retryDelayMs: 250 },
      timeouts: { attemptMs: 1500 },
    });
  });

  test("a delay without retries means nothing and is not sent", () => {
    expect(toSubmissionOptions({ ...DEFAULT_OPTIONS, retryDelaySeconds: "5" })).not.toHaveProperty("retry");
  });
});
