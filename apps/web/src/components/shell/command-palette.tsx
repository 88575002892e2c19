"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { tinykeys } from "tinykeys";
import { PLACES } from "@/components/shell/navigation.ts";
import { patiently } from "@/lib/patiently.ts";

interface CommandPaletteHandle {
  readonly open: () => void;
}

const Handle = createContext<CommandPaletteHandle>({ open: () => undefined });

/** Opens the command palette from anywhere. */
export const useCommandPalette = (): CommandPaletteHandle => use(Handle);

// Most visits never open it, so that its code comes only when it is asked for.
const CommandDialog = dynamic(
  async () => (await patiently(() => import("@/components/shell/command-dialog.tsx"))).CommandDialog,
  {
    ssr: false,
  },
);

/** The palette opens from inside a text field too; single letters there are text. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

/** Listens for the keys of the whole dashboard (⌘K, and `g` followed by a place's letter) and holds the palette. */
export function CommandPalette({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const handle = useMemo(() => ({ open: () => setIsOpen(true) }), []);

  useEffect(() => {
    const goTo = (href: string) => (event: KeyboardEvent) => {
      if (!isTyping(event)) router.push(href);
    };
    const places = PLACES.map(({ keys, href }) => [keys, goTo(href)] as const);
    const toggle = (event: KeyboardEvent) => {
      event.preventDefault();
      setIsOpen((open) => !open);
    };
    return tinykeys(window, { ...Object.fromEntries(places), "$mod+k": toggle });
  }, [router]);

  return (
    <Handle value={handle}>
      {children}
      {isOpen && <CommandDialog onClose={() => setIsOpen(false)} />}
    </Handle>
  );
}
