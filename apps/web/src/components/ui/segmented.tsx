"use client";

import { ToggleGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn.ts";

export interface SegmentedProps<Value extends string> {
  /** What is being chosen; read out, not shown. */
  readonly label: string;
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly className?: string;
}

/** One choice of a few that are all in view. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const choose = (next: string) => {
    // Radix reports "" when the chosen segment is pressed again; a choice stays made.
    const option = props.options.find(({ value }) => value === next);
    if (option !== undefined) props.onValueChange(option.value);
  };
  return (
    <Radix.Root
      type="single"
      aria-label={props.label}
      value={props.value}
      onValueChange={choose}
      className={cn("inline-flex rounded-lg bg-secondary p-0.5", props.className)}
    >
      {props.options.map(({ value, label }) => (
        <Radix.Item
          key={value}
          value={value}
          className="inline-flex h-7 flex-1 items-center justify-center gap-1.5 rounded-md px-2.5 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground data-[state=on]:bg-card data-[state=on]:text-foreground data-[state=on]:shadow-card [&_svg]:size-3.5"
        >
          {label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
