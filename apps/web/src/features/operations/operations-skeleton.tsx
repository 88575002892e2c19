import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = [0, 1, 2, 3];

export function OperationsSkeleton() {
  return (
    <div role="status" aria-label="Loading operations" className="divide-y">
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-6 px-4 py-4">
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-52 max-w-full" />
            <Skeleton className="h-3 w-72 max-w-full" />
          </div>
          <Skeleton className="hidden h-2 w-64 sm:block" />
        </div>
      ))}
    </div>
  );
}
