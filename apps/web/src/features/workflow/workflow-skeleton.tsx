import { Card } from "@/components/ui/card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The Workflow page before its data: everything in the place that it will have. */
export function WorkflowSkeleton() {
  return (
    <div role="status" aria-label="Loading the workflow">
      <Skeleton className="h-3 w-20" />
      <div className="mt-3 flex items-center gap-3">
        <Skeleton className="h-7 w-56" />
        <Skeleton className="h-6 w-24 rounded-full" />
      </div>
      <Skeleton className="mt-3 h-4 w-80 max-w-full" />
      <Skeleton className="mt-5 h-1.5 w-full rounded-full" />
      <Card className="mt-6 grid grid-cols-2 gap-4 p-4 sm:grid-cols-3 lg:grid-cols-6">
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <Skeleton key={key} className="h-14" />
        ))}
      </Card>
      <Skeleton className="mt-6 h-64 rounded-xl" />
      <Skeleton className="mt-6 h-40 rounded-xl" />
    </div>
  );
}
