import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The operation's page before its data: everything in the place that it will have. */
export function OperationPageSkeleton() {
  return (
    <div role="status" aria-label="Loading the operation">
      <Skeleton className="h-3 w-32" />
      <Skeleton className="mt-3 h-7 w-72 max-w-full" />
      <Skeleton className="mt-3 h-4 w-80 max-w-full" />
      <Skeleton className="mt-5 h-1.5 w-full rounded-full" />
      <Skeleton className="mt-6 h-56 rounded-xl" />
    </div>
  );
}
