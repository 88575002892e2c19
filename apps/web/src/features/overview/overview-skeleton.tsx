import { PageHeader } from "@/components/shell/page-header.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { LiveBadge } from "@/live/index.ts";

const ROWS = [0, 1, 2, 3, 4];

/** The Overview's shape while the first snapshot is on its way. */
export function OverviewSkeleton() {
  return (
    <>
      <PageHeader title="Overview" badge={<LiveBadge />} />
      <div role="status" aria-label="Loading the overview">
        <Skeleton className="h-28 rounded-xl" />
        <div className="mt-6 grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="rounded-xl border bg-card">
            {ROWS.map((row) => (
              <div key={row} className="flex items-center gap-4 border-b px-4 py-3.5 last:border-0">
                <div className="flex-1 space-y-2">
                  <Skeleton className="h-3.5 w-40" />
                  <Skeleton className="h-3 w-56 max-w-full" />
                </div>
                <Skeleton className="h-5 w-20 rounded-full" />
              </div>
            ))}
          </div>
          <Skeleton className="h-40 rounded-xl" />
        </div>
      </div>
    </>
  );
}
