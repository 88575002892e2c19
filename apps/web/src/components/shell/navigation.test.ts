import { expect, test } from "vitest";
import { currentPlace } from "./navigation.ts";

test.each([
  ["/", "Overview"],
  ["/workflows", "Workflows"],
  ["/workflows/wf-1", "Workflows"],
  ["/workflows/new", "New workflow"],
  ["/jobs/job_1", "Workflows"],
  ["/services", "Services"],
  ["/operations/op_1", "Operations"],
])("%s belongs to %s", (pathname, label) => {
  expect(currentPlace(pathname)?.label).toBe(label);
});

test("an unknown address belongs nowhere", () => {
  expect(currentPlace("/nowhere")).toBeUndefined();
});
