"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { LazyToaster } from "@/components/ui/lazy-toaster.tsx";
import { LiveProvider } from "@/live/index.ts";
import { ApiProvider } from "@/trpc/provider.tsx";

/** `nonce` lets the theme's inline script run under the Content Security Policy. */
export function Providers({ nonce, children }: { readonly nonce: string | undefined; readonly children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce === undefined ? {} : { nonce })}
    >
      <NuqsAdapter>
        <ApiProvider>
          <LiveProvider>
            {children}
            <LazyToaster />
          </LiveProvider>
        </ApiProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
