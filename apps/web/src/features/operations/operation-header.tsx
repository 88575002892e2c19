"use client";

import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { LiveBadge } from "@/live/index.ts";
import { OperationActions } from "./operation-actions.tsx";
import { OperationBar } from "./operation-bar.tsx";
import { OperationStory } from "./operation-story.tsx";
import { typeOf } from "./operation-tree.ts";
import type { OperationPresent } from "./use-operation.ts";

/** Which operation, its status, progress and actions. */
export function OperationHeader({ present: { node } }: { readonly present: OperationPresent }) {
  const { operation } = node;
  const { operationId, parentOperationId, retryOf } = operation;
  return (
    <>
      <PageHeader
        className="mb-4"
        breadcrumb={
          <>
            <Link href="/operations" className="hover:text-foreground">
              Operations
            </Link>
            {parentOperationId !== null && (
              <>
                <span aria-hidden> / </span>
                <Link href={`/operations/${parentOperationId}`} className="font-mono hover:text-foreground">
                  {parentOperationId}
                </Link>
              </>
            )}
          </>
        }
        title={operation.name}
        badge={
          <>
            <StatusBadge status={operation.status} />
            <LiveBadge />
          </>
        }
        description={
          <>
            <span className="font-mono text-xs">{typeOf(operation)}</span> ·{" "}
            <Link href={`/jobs/${operationId}`} className="font-mono text-xs underline underline-offset-4">
              {operationId}
            </Link>{" "}
            · <RelativeTime atMs={operation.createdAtMs} className="whitespace-nowrap" />
            {retryOf !== null && " · a retry"}
          </>
        }
        actions={<OperationActions node={node} />}
      />
      <div className="mb-6">
        <OperationBar operation={operation} />
        <OperationStory operation={operation} />
      </div>
    </>
  );
}
