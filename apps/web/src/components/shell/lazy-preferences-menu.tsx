"use client";

import { PreferencesButton } from "@/components/shell/preferences-button.tsx";
import type { PreferencesMenuProps } from "@/components/shell/preferences-menu.tsx";
import { useOnDemand } from "@/components/ui/use-on-demand.ts";
import { patiently } from "@/lib/patiently.ts";

const load = async () => (await patiently(() => import("@/components/shell/preferences-menu.tsx"))).PreferencesMenu;

/** The preferences, whose menu is loaded when it is first asked for; until then its button stands in the same place. */
export function LazyPreferencesMenu({ isCompact }: PreferencesMenuProps) {
  const { Part: Menu, triggerProps } = useOnDemand(load);
  return Menu === null ? (
    <PreferencesButton isCompact={isCompact} aria-haspopup="menu" aria-expanded={false} {...triggerProps} />
  ) : (
    <Menu isCompact={isCompact} />
  );
}
