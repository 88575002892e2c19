"use client";

import dynamic from "next/dynamic";
import { PreferencesButton } from "@/components/shell/preferences-button.tsx";
import type { PreferencesMenuProps } from "@/components/shell/preferences-menu.tsx";

const load = async () => (await import("@/components/shell/preferences-menu.tsx")).PreferencesMenu;

const CompactMenu = dynamic<PreferencesMenuProps>(load, { ssr: false, loading: () => <PreferencesButton isCompact /> });
const WideMenu = dynamic<PreferencesMenuProps>(load, {
  ssr: false,
  loading: () => <PreferencesButton isCompact={false} />,
});

/** The preferences, whose menu comes after the page; until then its button stands in the same place. */
export function LazyPreferencesMenu({ isCompact }: PreferencesMenuProps) {
  return isCompact ? <CompactMenu isCompact /> : <WideMenu isCompact={false} />;
}
