import { Activity, House, ListTree, Plus, Server, type LucideIcon } from "lucide-react";

export interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Keys that go there, in tinykeys' notation. */
  readonly keys: string;
}

/** The places that the sidebar, the phone's bar and the command palette offer. */
export const PLACES: readonly Place[] = [
  { href: "/", label: "Overview", icon: House, keys: "g o" },
  { href: "/workflows", label: "Workflows", icon: ListTree, keys: "g w" },
  { href: "/workflows/new", label: "New workflow", icon: Plus, keys: "g n" },
  { href: "/operations", label: "Operations", icon: Activity, keys: "g p" },
  { href: "/services", label: "Services", icon: Server, keys: "g s" },
];

/** The place that `pathname` belongs to: the longest address that begins it. A Job belongs to the Workflows. */
export function currentPlace(pathname: string, places: readonly Place[] = PLACES): Place | undefined {
  const path = pathname.startsWith("/jobs/") ? "/workflows" : pathname;
  return places
    .filter(({ href }) => path === href || (href !== "/" && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
