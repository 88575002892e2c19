"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { patiently } from "@/lib/patiently.ts";

/** The editor is the largest part of this page: it comes when there is a text to edit. */
export const LazyJsonEditor = dynamic(
  async () => (await patiently(() => import("@/features/new-workflow/json-editor.tsx"))).JsonEditor,
  {
    ssr: false,
    loading: () => (
      <div role="status" aria-label="Loading the editor" className="space-y-2.5 p-4">
        <Skeleton className="h-3 w-1/3" />
        <Skeleton className="h-3 w-1/2" />
        <Skeleton className="h-3 w-2/5" />
      </div>
    ),
  },
);
