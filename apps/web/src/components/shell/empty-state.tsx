import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn.ts";

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** Why there is nothing, and what would change that. */
  readonly description: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

export function EmptyState({ icon: Icon, title, description, actions, className }: EmptyStateProps) {
  return (
    <div className={cn("flex animate-settle flex-col items-center px-6 py-14 text-center", className)}>
      <span className="grid size-11 place-items-center rounded-xl border bg-card shadow-card">
        <Icon className="size-5 text-muted-foreground" strokeWidth={1.75} aria-hidden />
      </span>
      <h2 className="mt-4 text-sm font-semibold">{title}</h2>
      <p className="mt-1 max-w-sm text-[0.8125rem] text-pretty text-muted-foreground">{description}</p>
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
