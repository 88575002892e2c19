"use client";

import { ErrorState } from "@/components/shell/error-state.tsx";
import { PageTitle } from "@/components/shell/page-title.tsx";

export interface ErrorPageProps {
  readonly error: Error;
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <>
      <PageTitle title="Something broke" status="failed" />
      <ErrorState
        title="This page could not be shown"
        error={error}
        onRetry={reset}
        className="min-h-[60dvh] justify-center"
      />
    </>
  );
}
