import type { OperationSummary } from "@gantry/contracts";
import { expect, test } from "vitest";
import { operationSummary } from "@/testing/operation-summary.ts";
import { buildTree, type OperationNode, subtree, summarizeActive } from "./operation-tree.ts";

const ALL = { status: null, type: null } as const;
const live = (...operations: OperationSummary[]) =>
  new Map(operations.map((operation) => [operation.operationId, operation]));

/** `a(b, c)`: an operation with its children. */
const shape = (nodes: readonly OperationNode[]): string =>
  nodes
    .map(({ operation, children }) =>
      children.length === 0 ? operation.operationId : `${operation.operationId}(${shape(children)})`,
    )
    .join(", ");

test("children hang under their parents in the order in which they were started, to any depth", () => {
  const operations = [
    operationSummary("root", { createdAtMs: 1 }),
    operationSummary("b", { createdAtMs: 3, parentOperationId: "root" }),
    operationSummary("a", { createdAtMs: 2, parentOperationId: "root" }),
    operationSummary("deep", { createdAtMs: 4, parentOperationId: "b" }),
  ];
  expect(shape(buildTree([], live(...operations), ALL))).toBe("root(a, b(deep))");
});

test("roots are newest first, and what is live replaces what was loaded", () => {
  const loaded = [operationSummary("new", { createdAtMs: 2 }), operationSummary("old", { createdAtMs: 1 })];
  const tree = buildTree(loaded, live(operationSummary("old", { createdAtMs: 1, status: "completed" })), ALL);
  expect(tree.map(({ operation }) => [operation.operationId, operation.status])).toEqual([
    ["new", "running"],
    ["old", "completed"],
  ]);
});

test("the filter is for roots: their children stay with them", () => {
  const operations = live(
    operationSummary("root", { status: "running" }),
    operationSummary("child", { status: "completed", parentOperationId: "root" }),
    operationSummary("done", { status: "completed" }),
    operationSummary("data", { service: "DataService", operationType: "load" }),
  );
  expect(shape(buildTree([], operations, { status: "running", type: null }))).toBe("root(child), data");
  expect(shape(buildTree([], operations, { status: null, type: "DataService/load" }))).toBe("data");
});

test("a root of a page that is not loaded yet is not shown out of its order", () => {
  const loaded = [operationSummary("new", { createdAtMs: 5 })];
  expect(shape(buildTree(loaded, live(operationSummary("old", { createdAtMs: 1 })), ALL))).toBe("new");
});

test("a subtree is one operation with all that is known below it", () => {
  const root = operationSummary("root");
  const known = [root, operationSummary("a", { parentOperationId: "root" }), operationSummary("other")];
  expect(shape([subtree(root, known)])).toBe("root(a)");
});

test("the line above the list counts what runs, and what works for it", () => {
  const [root, child] = [operationSummary("root"), operationSummary("child", { parentOperationId: "root" })];
  expect(summarizeActive([operationSummary("old", { status: "failed" })])).toBe("Nothing runs at the moment");
  expect(summarizeActive([root])).toBe("1 operation in progress");
  expect(summarizeActive([root, child])).toBe("1 operation in progress, 1 working for them");
});
