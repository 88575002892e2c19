"use client";

import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

export const Command = Cmdk;

export function CommandInput({ className, ...props }: ComponentProps<typeof Cmdk.Input>) {
  return (
    <div className="flex h-12 items-center gap-2.5 border-b px-4">
      <Search className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <Cmdk.Input
        className={cn("h-full w-full bg-transparent text-sm outline-none placeholder:text-muted-foreground", className)}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Cmdk.List>) {
  return <Cmdk.List className={cn("max-h-[22rem] overflow-y-auto p-1.5", className)} {...props} />;
}

export function CommandEmpty(props: ComponentProps<typeof Cmdk.Empty>) {
  return <Cmdk.Empty className="py-8 text-center text-[0.8125rem] text-muted-foreground" {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Cmdk.Group>) {
  return (
    <Cmdk.Group
      className={cn(
        "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className={cn(
        "flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-[0.8125rem] select-none data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:shrink-0 [&>svg:not([data-slot=status-icon])]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
