import type { ComponentProps } from "react";
import { FIELD_STYLE } from "@/components/ui/field-style.ts";
import { cn } from "@/lib/cn.ts";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(FIELD_STYLE, "min-h-20 py-2", className)} {...props} />;
}
