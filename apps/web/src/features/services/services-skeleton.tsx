import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = [0, 1, 2, 3];

export function ServicesSkeleton() {
  return (
    <div role="status" aria-label="Loading services" className="divide-y">
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-6 px-4 py-4">
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-40 max-w-full" />
            <Skeleton className="h-2.5 w-28" />
          </div>
          <Skeleton className="h-4 w-24" />
          <Skeleton className="hidden h-3 w-32 sm:block" />
        </div>
      ))}
    </div>
  );
}
