"use client";

import { PageTitle } from "@/components/shell/page-title.tsx";
import { STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { UnloadedPage } from "@/components/shell/unloaded-page.tsx";
import { FailureBanner } from "@/features/workflow/failure-banner.tsx";
import { StatusAnnouncer } from "@/features/workflow/status-announcer.tsx";
import { OperationDetails } from "./operation-details.tsx";
import { OperationHeader } from "./operation-header.tsx";
import { OperationPageSkeleton } from "./operation-page-skeleton.tsx";
import { type OperationPresent, useOperation } from "./use-operation.ts";

const OPERATIONS = { href: "/operations", label: "All operations" };

/** One managed operation, live: its progress, those that work for it, what it was given and what came out. */
export function OperationPage({ operationId }: { readonly operationId: string }) {
  const load = useOperation(operationId);
  switch (load.kind) {
    case "loading":
      return (
        <>
          <PageTitle title="Operation" />
          <OperationPageSkeleton />
        </>
      );
    case "failed":
      return <UnloadedPage noun="operation" list={OPERATIONS} error={load.error} onRetry={load.retry} />;
    case "ready":
      return <ReadyOperation present={load.present} />;
  }
}

function ReadyOperation({ present }: { readonly present: OperationPresent }) {
  const { operation } = present.node;
  const word = STATUS_LOOK[operation.status].word;
  return (
    <>
      <PageTitle title={`${word} · ${operation.name}`} status={operation.status} />
      <StatusAnnouncer text={`${operation.name}: ${word}`} />
      <OperationHeader present={present} />
      {operation.error !== null && (
        <FailureBanner
          title="The operation failed"
          error={operation.error}
          advice={
            operation.registered
              ? "Its log shows what led to it. Retry runs it again from the start, as a new operation."
              : "Its log shows what led to it. Its function is not registered, so that it cannot be run again from here."
          }
        />
      )}
      <OperationDetails present={present} />
    </>
  );
}
