import { isTerminal, type JobStatus, type OperationSummary } from "@gantry/contracts";
import { formatCount, formatQuantity } from "@/lib/format.ts";

export interface OperationFilter {
  readonly status: JobStatus | null;
  /** `service/type`; null: all. */
  readonly type: string | null;
}

/** An operation with those that work for it, oldest first: the order in which they were started. */
export interface OperationNode {
  readonly operation: OperationSummary;
  readonly children: readonly OperationNode[];
}

export const typeOf = ({ service, operationType }: Pick<OperationSummary, "service" | "operationType">): string =>
  `${service}/${operationType}`;

/** The same rule as the server's. */
export const matchesFilter = (operation: OperationSummary, { status, type }: OperationFilter): boolean =>
  (status === null || operation.status === status) && (type === null || typeOf(operation) === type);

/**
 * Lays what is live over the loaded pages and hangs children under their parents. Roots are filtered, newest first; a
 * root that is older than the loaded pages waits for its page.
 */
export function buildTree(
  loaded: readonly OperationSummary[],
  live: ReadonlyMap<string, OperationSummary>,
  filter: OperationFilter,
): readonly OperationNode[] {
  const byId = new Map([...loaded.map((operation) => [operation.operationId, operation] as const), ...live]);
  const loadedIds = new Set(loaded.map(({ operationId }) => operationId));
  const oldestLoadedAtMs = Math.min(...loaded.map(({ createdAtMs }) => createdAtMs));
  const children = childrenByParent(byId.values());
  return [...byId.values()]
    .filter((operation) => operation.parentOperationId === null && matchesFilter(operation, filter))
    .filter(
      ({ operationId, createdAtMs }) =>
        loadedIds.has(operationId) || createdAtMs >= oldestLoadedAtMs || loaded.length === 0,
    )
    .sort(newestFirst)
    .map((operation) => nodeOf(operation, children));
}

/** One operation with all that is known below it. */
export function subtree(operation: OperationSummary, known: Iterable<OperationSummary>): OperationNode {
  return nodeOf(operation, childrenByParent(known));
}

type ChildrenByParent = ReadonlyMap<string, readonly OperationSummary[]>;

function childrenByParent(operations: Iterable<OperationSummary>): ChildrenByParent {
  const children = new Map<string, OperationSummary[]>();
  for (const operation of operations) {
    const { parentOperationId } = operation;
    if (parentOperationId === null) continue;
    children.set(parentOperationId, [...(children.get(parentOperationId) ?? []), operation]);
  }
  return children;
}

function nodeOf(operation: OperationSummary, children: ChildrenByParent): OperationNode {
  const own = (children.get(operation.operationId) ?? []).toSorted((a, b) => newestFirst(b, a));
  return { operation, children: own.map((child) => nodeOf(child, children)) };
}

const newestFirst = (a: OperationSummary, b: OperationSummary): number =>
  b.createdAtMs - a.createdAtMs || (a.operationId < b.operationId ? 1 : -1);

/** The page in a line: how many run, and how many of them work for others. */
export function summarizeActive(operations: Iterable<OperationSummary>): string {
  const active = [...operations].filter(({ status }) => !isTerminal(status));
  const roots = active.filter(({ parentOperationId }) => parentOperationId === null).length;
  if (active.length === 0) return "Nothing runs at the moment";
  const others = active.length - roots;
  return `${formatQuantity(roots, "operation")} in progress${others === 0 ? "" : `, ${formatCount(others)} working for them`}`;
}
