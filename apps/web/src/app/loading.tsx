import { Skeleton } from "@/components/ui/skeleton.tsx";

export default function LoadingPage() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-3 h-4 w-72 max-w-full" />
      <Skeleton className="mt-8 h-64 w-full rounded-xl" />
    </div>
  );
}
