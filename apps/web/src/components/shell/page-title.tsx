import type { Status } from "@/components/shell/status-badge.tsx";

export interface PageTitleProps {
  readonly title: string;
  /** Shown by the tab's icon; without it, the plain mark. */
  readonly status?: Status;
}

/**
 * What the browser's tab shows. Every page renders exactly one: it is an element and not Next metadata,
 * because title and icon follow the live state.
 */
export function PageTitle({ title, status }: PageTitleProps) {
  const icon = status === undefined || status === "skipped" ? "idle" : status;
  return (
    <>
      <title>{`${title} · Gantry`}</title>
      <link rel="icon" type="image/svg+xml" href={`/favicon/${icon}.svg`} />
    </>
  );
}
