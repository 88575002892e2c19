import Link from "next/link";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { OperationActions } from "./operation-actions.tsx";
import { OperationBar } from "./operation-bar.tsx";
import { OperationChildren } from "./operation-children.tsx";
import { OperationStory } from "./operation-story.tsx";
import { type OperationNode, typeOf } from "./operation-tree.ts";

/** One operation of the list with its nested bars. */
export function OperationItem({ node }: { readonly node: OperationNode }) {
  const { operation, children } = node;
  const { operationId, name, status } = operation;
  return (
    <li data-testid="operation" data-operation={operationId} data-status={status} className="px-4 py-3.5">
      <div className="grid items-start gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_15rem] lg:grid-cols-[minmax(0,1fr)_18rem_6.5rem]">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <Link
              href={`/operations/${operationId}`}
              className="min-w-0 truncate rounded-sm text-[0.8125rem] font-medium hover:underline hover:underline-offset-4"
              title={name}
            >
              {name}
            </Link>
            <StatusBadge status={status} />
            <span className="min-w-0 truncate font-mono text-[0.6875rem] text-muted-foreground">
              {typeOf(operation)}
            </span>
          </div>
          <OperationStory operation={operation} />
        </div>
        <OperationBar operation={operation} />
        <div className="flex justify-end max-lg:sm:col-span-2 max-lg:empty:hidden">
          <OperationActions node={node} size="sm" />
        </div>
      </div>
      {/* Beside their parent's buttons there is nothing: its bars and theirs end at one line. */}
      <div className="lg:pr-32">
        <OperationChildren of={children} />
      </div>
    </li>
  );
}
