"use client";

import dynamic from "next/dynamic";

/** Nothing can be told before the page is awake, so that the toaster may come after it. */
export const LazyToaster = dynamic(async () => (await import("@/components/ui/toaster.tsx")).Toaster, { ssr: false });
