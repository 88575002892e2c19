"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast } from "sonner";
import type { Notice } from "@/lib/notify.ts";

/** Shows each notice once, as it is added to the list. */
export function Toaster({ notices }: { readonly notices: readonly Notice[] }) {
  const { resolvedTheme } = useTheme();
  const shownCount = useRef(0);
  useEffect(() => {
    for (const { kind, title, description } of notices.slice(shownCount.current)) toast[kind](title, { description });
    shownCount.current = notices.length;
  }, [notices]);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border !border-border !bg-popover !text-popover-foreground !shadow-overlay !font-sans",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
