import { AppError } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CancellationError, toCancellation } from "./cancellation-error.ts";
import { CancellationToken } from "./cancellation-token.ts";

describe("page 5: CancellationToken", () => {
  test("is cancelled once and for ever; the first reason stays", () => {
    const token = new CancellationToken();
    expect([token.isCancelled(), token.reason, token.signal.aborted]).toEqual([false, null, false]);
    token.cancel("first");
    token.cancel("second");
    expect([token.isCancelled(), token.reason, token.signal.aborted]).toEqual([true, "first", true]);
    expect(token.signal.reason).toBeInstanceOf(CancellationError);
  });

  test("throwIfCancelled names the reason, and where the work was", () => {
    const token = new CancellationToken();
    token.throwIfCancelled("item 1");
    token.cancel("by the user");
    expect(() => token.throwIfCancelled()).toThrow(new CancellationError("by the user"));
    expect(() => token.throwIfCancelled("item 2")).toThrow(new CancellationError("by the user (item 2)"));
  });

  test("throwIfCancelledEvery(n, i) is the stride check: it looks at every n-th item only", () => {
    const token = new CancellationToken();
    token.cancel();
    const thrown = [0, 1, 9, 10, 15, 20].filter((i) => {
      try {
        token.throwIfCancelledEvery(10, i);
        return false;
      } catch {
        return true;
      }
    });
    expect(thrown).toEqual([0, 10, 20]);
  });

  test("waitForCancellation resolves with the reason, also when it has been cancelled before", async () => {
    const token = new CancellationToken();
    const waiting = token.waitForCancellation();
    token.cancel("enough");
    expect(await waiting).toBe("enough");
    expect(await token.waitForCancellation()).toBe("enough");
  });

  test("a child is cancelled with its parent, and by itself without it", () => {
    const parent = new CancellationToken({ operationId: "op_1" });
    const [child, sibling] = [parent.child(), parent.child()];
    child.cancel("only this one");
    expect([parent.isCancelled(), sibling.isCancelled()]).toEqual([false, false]);
    parent.cancel("all of it");
    expect([child.reason, sibling.reason, sibling.child().reason]).toEqual(["only this one", "all of it", "all of it"]);
    expect(child.operationId).toBe("op_1");
  });
});

test("page 5: AbortError counts as cancellation, a timeout or another error does not", () => {
  expect(toCancellation(new DOMException("stop", "AbortError"))?.reason).toBe("stop");
  expect(toCancellation(new AppError("cancelled", "asked to stop"))?.reason).toBe("asked to stop");
  expect(toCancellation(new DOMException("late", "TimeoutError"))).toBeNull();
  expect(toCancellation(new Error("broken"))).toBeNull();
  expect(toCancellation("AbortError")).toBeNull();
});
