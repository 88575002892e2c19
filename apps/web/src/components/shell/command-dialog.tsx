"use client";

import { Moon, Play, Sun, SunMoon } from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { PLACES } from "@/components/shell/navigation.ts";
import { StatusIcon } from "@/components/shell/status-badge.tsx";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { Overlay } from "@/components/ui/overlay.ts";
import { useReturnFocus } from "@/components/ui/use-return-focus.ts";
import { useRunDemo } from "@/features/new-workflow/use-run-demo.ts";
import { cn } from "@/lib/cn.ts";
import { useLiveOverview } from "@/live/index.ts";

const THEMES = [
  { value: "light", label: "Light theme", icon: Sun },
  { value: "dark", label: "Dark theme", icon: Moon },
  { value: "system", label: "System theme", icon: SunMoon },
] as const;

const RECENT_COUNT = 6;

/** Everything one can do, by typing. */
export function CommandDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { workflows } = useLiveOverview();
  const demo = useRunDemo();
  const returnFocus = useReturnFocus();

  const run = (action: () => void) => () => {
    onClose();
    action();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={Overlay.backdrop} />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className={cn(Overlay.panel, "top-[12dvh] max-w-xl translate-y-0 overflow-hidden p-0")}
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command label="Search and commands" loop>
            <CommandInput placeholder="Go to a page, a workflow, or do something…" />
            <CommandList>
              <CommandEmpty>Nothing is called that.</CommandEmpty>
              <CommandGroup heading="Go to">
                {PLACES.map(({ href, label, icon: Icon, keys }) => (
                  <CommandItem key={href} value={label} onSelect={run(() => router.push(href))}>
                    <Icon /> {label}
                    <span className="ml-auto flex gap-1">
                      {keys.split(" ").map((key) => (
                        <Kbd key={key}>{key.toUpperCase()}</Kbd>
                      ))}
                    </span>
                  </CommandItem>
                ))}
              </CommandGroup>
              {workflows.length > 0 && (
                <CommandGroup heading="Recent workflows">
                  {workflows.slice(0, RECENT_COUNT).map(({ workflowId, name, status }) => (
                    <CommandItem
                      key={workflowId}
                      value={`${name} ${workflowId}`}
                      onSelect={run(() => router.push(`/workflows/${workflowId}`))}
                    >
                      <StatusIcon status={status} />
                      <span className="truncate">{name}</span>
                      <span className="ml-auto font-mono text-xs text-muted-foreground">{workflowId}</span>
                    </CommandItem>
                  ))}
                </CommandGroup>
              )}
              <CommandGroup heading="Do">
                <CommandItem onSelect={run(demo.run)}>
                  <Play /> Run the demo
                </CommandItem>
                {THEMES.map(({ value, label, icon: Icon }) => (
                  <CommandItem key={value} onSelect={run(() => setTheme(value))}>
                    <Icon /> {label}
                  </CommandItem>
                ))}
              </CommandGroup>
            </CommandList>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
