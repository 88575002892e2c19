import type { ReactNode } from "react";
import { cn } from "@/lib/cn.ts";

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** One line under the title. */
  readonly description?: ReactNode;
  /** Beside the title, such as a status. */
  readonly badge?: ReactNode;
  /** Buttons, the most important last. */
  readonly actions?: ReactNode;
  /** A link back to where this page belongs, above the title. */
  readonly breadcrumb?: ReactNode;
  readonly className?: string;
}

export function PageHeader({ title, description, badge, actions, breadcrumb, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4", className)}>
      <div className="min-w-0 flex-[1_1_18rem]">
        {breadcrumb !== undefined && <div className="mb-1.5 truncate text-xs text-muted-foreground">{breadcrumb}</div>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="line-clamp-3 min-w-0 text-xl font-semibold break-words">{title}</h1>
          {badge}
        </div>
        {description !== undefined && <div className="mt-1 text-[0.8125rem] text-muted-foreground">{description}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
