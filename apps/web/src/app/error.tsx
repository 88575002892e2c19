"use client";

import { ErrorState } from "@/components/shell/error-state.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { PageTitle } from "@/components/shell/page-title.tsx";

export interface ErrorPageProps {
  readonly error: Error;
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <>
      <PageTitle title="Something broke" status="failed" />
      <PageHeader title="Something broke" />
      <ErrorState
        title="This page could not be shown"
        error={error}
        onRetry={reset}
        className="min-h-[50dvh] justify-center"
      />
    </>
  );
}
