import { AttemptError } from "@gantry/engine";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readExecuteAnswer, readOutputAnswer, readStatusAnswer } from "./control-answers.ts";

const anything = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record(
      {
        status: fc.constantFrom("complete", "running", "failed", "cancelled", "done", 1, null),
        task_id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
        progress: fc.jsonValue(),
        error: fc.jsonValue(),
        message: fc.jsonValue(),
        output: fc.oneof(fc.jsonValue(), fc.constant({ protocol: "file", uri: "/x", format: "csv" })),
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body)),
);

it("reads any body as an answer, or refuses it as an invalid response", () => {
  fc.assert(
    fc.property(anything, (body) => {
      for (const read of [readExecuteAnswer, readStatusAnswer, readOutputAnswer]) {
        try {
          read(body);
        } catch (error) {
          expect(error).toBeInstanceOf(AttemptError);
          expect(String(error)).toContain("Invalid response: ");
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

it("reads every progress of a running task within 0-100, or as none", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (progress) => {
      const { progressPercent } = readStatusAnswer(JSON.stringify({ status: "running", progress }));
      expect(progressPercent === null || (progressPercent >= 0 && progressPercent <= 100)).toBe(true);
    }),
  );
});
