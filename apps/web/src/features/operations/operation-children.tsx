import Link from "next/link";
import { STATUS_LOOK, StatusIcon } from "@/components/shell/status-badge.tsx";
import { formatCount } from "@/lib/format.ts";
import { OperationBar } from "./operation-bar.tsx";
import type { OperationNode } from "./operation-tree.ts";

/** Of more, the page of their parent shows all. */
const SHOWN = 12;

export interface OperationChildrenProps {
  readonly of: readonly OperationNode[];
  /** All of them, however many. */
  readonly all?: boolean;
}

/** The bars of those that work for an operation, each with its own below it. */
export function OperationChildren({ of: nodes, all = false }: OperationChildrenProps) {
  if (nodes.length === 0) return null;
  const shown = all ? nodes : nodes.slice(0, SHOWN);
  const parentId = nodes[0]?.operation.parentOperationId ?? "";
  return (
    <ul className="mt-3 ml-1.5 grid gap-2.5 border-l pl-4" aria-label="Children">
      {shown.map(({ operation, children }) => (
        <li key={operation.operationId} data-testid="child-operation" data-status={operation.status}>
          <div className="grid items-center gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_15rem] lg:grid-cols-[minmax(0,1fr)_18rem]">
            <div className="flex min-w-0 items-center gap-2 text-xs">
              <StatusIcon status={operation.status} />
              <span className="sr-only">{STATUS_LOOK[operation.status].word}</span>
              <Link
                href={`/operations/${operation.operationId}`}
                className="min-w-0 shrink-0 truncate rounded-sm font-medium hover:underline hover:underline-offset-4 max-sm:max-w-[50%] sm:max-w-[16rem]"
                title={operation.name}
              >
                {operation.name}
              </Link>
              <span className="min-w-0 truncate text-muted-foreground">
                {operation.error?.message ?? operation.progress.message}
              </span>
            </div>
            <OperationBar operation={operation} compact />
          </div>
          <OperationChildren of={children} all={all} />
        </li>
      ))}
      {shown.length < nodes.length && (
        <li>
          <Link href={`/operations/${parentId}`} className="text-xs text-muted-foreground underline underline-offset-4">
            and {formatCount(nodes.length - shown.length)} more
          </Link>
        </li>
      )}
    </ul>
  );
}
