"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { PreferencesButton } from "@/components/shell/preferences-button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu.tsx";
import { timeZoneChoice, useTimeZone } from "@/lib/time-zone.ts";

const THEMES = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
] as const;

export interface PreferencesMenuProps {
  /** Shows the icon only. */
  readonly isCompact: boolean;
}

/** What this browser remembers: theme and time zone. It is open from the start, because its code came when it was asked for. */
export function PreferencesMenu({ isCompact }: PreferencesMenuProps) {
  const { theme, setTheme } = useTheme();
  const zone = useTimeZone();
  return (
    <DropdownMenu modal={false} defaultOpen>
      <DropdownMenuTrigger asChild>
        <PreferencesButton isCompact={isCompact} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align={isCompact ? "end" : "start"} className="w-52">
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
          {THEMES.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon /> {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Times</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={zone}
          onValueChange={(value) => timeZoneChoice.write(value === "utc" ? "utc" : "local")}
        >
          <DropdownMenuRadioItem value="local">This browser’s zone</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="utc">UTC</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
