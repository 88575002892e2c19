"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useCommandPalette } from "@/components/shell/command-palette.tsx";
import { Logo } from "@/components/shell/logo.tsx";
import { currentPlace, PLACES } from "@/components/shell/navigation.ts";
import { LazyPreferencesMenu } from "@/components/shell/lazy-preferences-menu.tsx";
import { Button } from "@/components/ui/button.tsx";

export function PhoneHeader() {
  const palette = useCommandPalette();
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center border-b bg-background/85 px-4 backdrop-blur-md lg:hidden">
      <Link href="/" aria-label="Gantry, overview" className="flex rounded-md">
        <Logo />
      </Link>
      <div className="ml-auto flex items-center gap-1">
        <Button variant="ghost" size="icon" aria-label="Search" onClick={palette.open}>
          <Search />
        </Button>
        <LazyPreferencesMenu isCompact />
      </div>
    </header>
  );
}

/** The places within a thumb's reach. */
export function PhoneBar() {
  const here = currentPlace(usePathname());
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-background/90 pb-[env(safe-area-inset-bottom)] backdrop-blur-md lg:hidden"
    >
      <ul className="mx-auto flex max-w-md">
        {PLACES.map(({ href, label, icon: Icon }) => (
          <li key={href} className="flex-1">
            <Link
              href={href}
              aria-current={here?.href === href ? "page" : undefined}
              className="flex h-14 flex-col items-center justify-center gap-1 text-[0.6875rem] font-medium text-muted-foreground transition-colors focus-visible:-outline-offset-2 aria-[current=page]:text-foreground aria-[current=page]:[&_svg]:text-brand"
            >
              <Icon className="size-5" strokeWidth={1.9} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
