"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { patiently } from "@/lib/patiently.ts";

/** Holds the place of a view that is being loaded. */
function ViewSkeleton() {
  return (
    <div role="status" aria-label="Loading the view" className="p-4">
      <Skeleton className="h-72" />
    </div>
  );
}

// Views beside the first one are chunks of their own: the page opens without them. The bundler wants literal options.
export const HistoryView = dynamic(
  async () => (await patiently(() => import("@/features/history/index.ts"))).HistoryView,
  {
    ssr: false,
    loading: ViewSkeleton,
  },
);
export const LogsView = dynamic(async () => (await patiently(() => import("@/features/logs/index.ts"))).LogsView, {
  ssr: false,
  loading: ViewSkeleton,
});
export const RoutinesView = dynamic(
  async () => (await patiently(() => import("@/features/routines/index.ts"))).RoutinesView,
  {
    ssr: false,
    loading: ViewSkeleton,
  },
);
export const SharedDataView = dynamic(
  async () => (await patiently(() => import("@/features/shared-data/index.ts"))).SharedDataView,
  {
    ssr: false,
    loading: ViewSkeleton,
  },
);
export const OutputView = dynamic(async () => (await patiently(() => import("./output-view.tsx"))).OutputView, {
  ssr: false,
  loading: ViewSkeleton,
});
