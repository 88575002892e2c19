import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame.tsx";
import { Providers } from "@/components/shell/providers.tsx";
import "./globals.css";

export const metadata: Metadata = { description: "Workflows of concurrent, long-running jobs, watched live." };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1014" },
  ],
};

/** The nonce that the server put into this request's policy. Reading headers also keeps every page per request, so that none is cached with a stale one. */
async function requestNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy");
  return policy === null ? undefined : /'nonce-([^']+)'/.exec(policy)?.[1];
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The theme's script sets the class before React wakes up.
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers nonce={await requestNonce()}>
          <AppFrame>{children}</AppFrame>
        </Providers>
      </body>
    </html>
  );
}
