import { expect, test } from "vitest";
import { withoutResult } from "./without-result.ts";

test("only a completed operation can have returned nothing", () => {
  expect(withoutResult("completed")).toBe("It returned nothing.");
  expect(withoutResult("failed")).toBe("There is none: the operation failed.");
  expect(withoutResult("cancelled")).toBe("There is none: the operation was cancelled.");
  expect(withoutResult("running")).toBe("It is shown here when the operation has completed.");
});
