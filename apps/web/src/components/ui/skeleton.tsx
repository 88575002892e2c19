import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** Holds the place of what is being loaded, in its size. Hidden from screen readers: announce loading once, around it. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-breathe rounded-md bg-muted", className)} {...props} />;
}
