import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = Array.from({ length: 8 }, (_, row) => row);

export function TableSkeleton() {
  return (
    <div role="status" aria-label="Loading workflows" className="divide-y">
      {ROWS.map((row) => (
        <div key={row} className="flex h-14 items-center gap-6 px-4">
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-44 max-w-full" />
            <Skeleton className="h-2.5 w-28" />
          </div>
          <Skeleton className="h-5 w-20 rounded-full" />
          <Skeleton className="hidden h-2 w-32 sm:block" />
        </div>
      ))}
    </div>
  );
}
