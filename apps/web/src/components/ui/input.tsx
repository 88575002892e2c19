import type { ComponentProps } from "react";
import { FIELD_STYLE } from "@/components/ui/field-style.ts";
import { cn } from "@/lib/cn.ts";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(FIELD_STYLE, "h-9 sm:h-8", className)} {...props} />;
}
