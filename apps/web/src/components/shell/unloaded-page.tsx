import { ErrorState } from "@/components/shell/error-state.tsx";
import { NothingHere, type NothingHereProps } from "@/components/shell/nothing-here.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { PageTitle } from "@/components/shell/page-title.tsx";
import { refusalStatus } from "@/trpc/refusal.ts";

export interface UnloadedPageProps {
  /** What the page is about: "workflow". */
  readonly noun: string;
  /** Where others of its kind are; default: all workflows. */
  readonly list?: NothingHereProps["list"];
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In place of a page whose subject could not be loaded: it does not exist, or something failed on the way. */
export function UnloadedPage({ noun, list, error, onRetry }: UnloadedPageProps) {
  if (refusalStatus(error) === 404) return <NothingHere what={`This ${noun} does not exist`} {...(list && { list })} />;
  return (
    <>
      <PageTitle title="Not loaded" status="failed" />
      <PageHeader title="Not loaded" />
      <ErrorState
        title={`The ${noun} could not be loaded`}
        error={error}
        onRetry={onRetry}
        className="min-h-[50dvh] justify-center"
      />
    </>
  );
}
