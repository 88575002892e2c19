import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The Job page before its data: everything in the place that it will have. */
export function JobSkeleton() {
  return (
    <div role="status" aria-label="Loading the job">
      <Skeleton className="h-3 w-40" />
      <div className="mt-3 flex items-center gap-3">
        <Skeleton className="h-7 w-28" />
        <Skeleton className="h-6 w-24 rounded-full" />
      </div>
      <Skeleton className="mt-3 h-4 w-72 max-w-full" />
      <Skeleton className="mt-5 h-1.5 w-full rounded-full" />
      <Skeleton className="mt-6 h-9 w-full max-w-xl" />
      <Skeleton className="mt-5 h-80 rounded-xl" />
    </div>
  );
}
