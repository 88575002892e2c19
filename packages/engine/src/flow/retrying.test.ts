import type { ErrorPolicyOptions } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { NonRetryableError } from "../runtime/ports/executor.ts";
import { Flow } from "./flow.ts";
import { Routine } from "./routine.ts";

/** How many attempts a Routine gets that always throws `thrown`. */
async function attemptsOf(thrown: unknown, options: Partial<ErrorPolicyOptions> = {}): Promise<number> {
  class Failing extends Routine {
    readonly trigger = this.defineSlot("trigger", () => {
      throw thrown;
    });
  }
  const flow = new Flow({ flowId: "f" });
  flow.addRoutine(
    new Failing().setErrorHandler({ strategy: "retry", maxRetries: 2, retryDelayMs: 0, ...options }),
    "failing",
  );
  const job = await flow.execute("failing");
  expect(job.state.status).toBe("failed");
  return job.state.tasks[0]?.attempts.length ?? 0;
}

const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });

describe("decision 9: the retryable filter", () => {
  test.each([
    ["no list: everything", new Error("x"), undefined, 3],
    ["by the error's name", new TypeError("x"), ["TypeError"], 3],
    ["by its code", refused, ["ECONNREFUSED"], 3],
    ["not on the list", new RangeError("x"), ["TypeError", "timeout"], 1],
    ["an empty list: nothing", new Error("x"), [], 1],
    ["what is no error at all has no name", "text", ["Error"], 1],
  ] as const)("%s", async (_what, thrown, retryable, attempts) => {
    expect(await attemptsOf(thrown, retryable ? { retryable: [...retryable] } : {})).toBe(attempts);
  });

  test("an error that says itself that it is final is not tried again, listed or not", async () => {
    expect(await attemptsOf(new NonRetryableError("never"), { retryable: ["NonRetryableError"] })).toBe(1);
    expect(await attemptsOf(Object.assign(new Error("never"), { retryable: false }))).toBe(1);
  });

  test("travels with the Flow as JSON", () => {
    class Quiet extends Routine {}
    const flow = new Flow({
      flowId: "f",
      errorPolicy: { strategy: "retry", retryable: ["timeout"], jitterRatio: 0.5 },
    });
    flow.addRoutine(new Quiet(), "quiet");
    expect(flow.serialize().definition.errorPolicy).toMatchObject({ retryable: ["timeout"], jitterRatio: 0.5 });
  });
});
