"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useCommandPalette } from "@/components/shell/command-palette.tsx";
import { Logo } from "@/components/shell/logo.tsx";
import { currentPlace, PLACES } from "@/components/shell/navigation.ts";
import { LazyPreferencesMenu } from "@/components/shell/lazy-preferences-menu.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";

export function Sidebar() {
  const here = currentPlace(usePathname());
  const palette = useCommandPalette();
  return (
    <aside
      aria-label="Sidebar"
      className="fixed inset-y-0 left-0 z-30 hidden w-58 flex-col border-r bg-sidebar px-3 py-4 lg:flex"
    >
      <Link href="/" className="w-fit rounded-md px-2 py-1" aria-label="Gantry, overview">
        <Logo />
      </Link>
      <button
        type="button"
        onClick={palette.open}
        className="mt-5 flex h-8 items-center gap-2 rounded-md border bg-card px-2.5 text-[0.8125rem] text-muted-foreground shadow-card transition-colors hover:text-foreground"
      >
        <Search className="size-3.5" aria-hidden />
        Search
        <Kbd className="ml-auto border-0 bg-transparent">⌘K</Kbd>
      </button>
      <nav aria-label="Main" className="mt-4">
        <ul className="space-y-0.5">
          {PLACES.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={here?.href === href ? "page" : undefined}
                className="group relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:text-foreground"
              >
                <span
                  aria-hidden
                  className="absolute inset-y-2 left-0 w-0.5 rounded-full bg-brand opacity-0 transition-opacity group-aria-[current=page]:opacity-100"
                />
                <Icon className="size-4" strokeWidth={1.9} aria-hidden />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto">
        <LazyPreferencesMenu isCompact={false} />
      </div>
    </aside>
  );
}
