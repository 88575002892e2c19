import type { ReactNode } from "react";
import { CommandPalette } from "@/components/shell/command-palette.tsx";
import { PhoneBar, PhoneHeader } from "@/components/shell/phone-navigation.tsx";
import { Sidebar } from "@/components/shell/sidebar.tsx";

/** Around every page: a sidebar where there is room, a header and a bottom bar on a phone, and the command palette. */
export function AppFrame({ children }: { readonly children: ReactNode }) {
  return (
    <CommandPalette>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-[0.8125rem] font-medium text-primary-foreground focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="min-h-dvh lg:pl-58">
        <Sidebar />
        <PhoneHeader />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[84rem] px-4 pt-5 pb-28 outline-none sm:px-6 lg:px-8 lg:pt-8 lg:pb-16"
        >
          {children}
        </main>
        <PhoneBar />
      </div>
    </CommandPalette>
  );
}
