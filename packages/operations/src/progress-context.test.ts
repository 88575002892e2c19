import { PROGRESS_CONTEXT_MAX_BYTES } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { mergeContext } from "./progress-context.ts";

describe("page 5: the progress context", () => {
  test("is merged key by key; undefined leaves a key as it was", () => {
    expect(mergeContext({ phase: "load", item: 1 }, { item: 2, phase: undefined })).toEqual({ phase: "load", item: 2 });
  });

  test.each([
    ["a function", { callback: () => undefined }, "callback"],
    ["a date within", { window: { from: new Date() } }, "window"],
    ["no number", { share: Number.NaN }, "share"],
  ])("must be JSON: %s is refused by the field's name", (_what, added, field) => {
    expect(() => mergeContext({}, added)).toThrow(`Progress context: field "${field}" is not JSON`);
  });

  test("holds 4 KiB in all; the error names the largest field and what to do", () => {
    const rows = "x".repeat(PROGRESS_CONTEXT_MAX_BYTES - 100);
    const context = mergeContext({}, { rows });
    expect(() => mergeContext(context, { more: "y".repeat(200) })).toThrow(
      /at most 4096 are kept.*"rows".*return data/,
    );
    expect(mergeContext(context, { rows: 12 })).toEqual({ rows: 12 });
  });

  test("secrets are redacted by their names, however they are spelt and wherever they are", () => {
    const secrets = { password: "p", apiKey: "k", "access-token": "t", nested: [{ DB_PASSWORD: "d", user: "ann" }] };
    expect(mergeContext({}, secrets)).toEqual({
      password: "[redacted]",
      apiKey: "[redacted]",
      "access-token": "[redacted]",
      nested: [{ DB_PASSWORD: "[redacted]", user: "ann" }],
    });
  });

  test("what only sounds like a secret stays", () => {
    const harmless = { tokens: 5_000, token: 7, tokenizer: "bpe", passwordless: true, secretary: "ann" };
    expect(mergeContext({}, harmless)).toEqual(harmless);
  });
});
