import type { KnownService } from "@gantry/contracts";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { cn } from "@/lib/cn.ts";
import { formatCount } from "@/lib/format.ts";
import { HealthBadge } from "./health-badge.tsx";
import { healthOf } from "./service-health.ts";
import { ServiceTrouble } from "./service-trouble.tsx";

/** The columns that the heads and every row share, where there is room for columns. */
export const SERVICE_GRID = "lg:grid-cols-[minmax(0,1.5fr)_8.5rem_6.5rem_6rem_minmax(0,1fr)_6.5rem]";

/** One service: who it is, how it answers, and what it has to do with us. */
export function ServiceRow({ service }: { readonly service: KnownService }) {
  const [name = service.address, ...otherNames] = service.containerNames;
  const version = service.health?.version ?? null;
  return (
    <li
      data-testid="service"
      data-address={service.address}
      data-health={healthOf(service)}
      className="px-4 py-3.5 transition-colors hover:bg-accent/40"
    >
      <div className={cn("grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-2.5", SERVICE_GRID)}>
        <div className="min-w-0">
          <h2 className="truncate text-[0.8125rem] font-medium" title={name}>
            {name}
          </h2>
          <p className="truncate font-mono text-xs text-muted-foreground" title={service.address}>
            {service.address}
          </p>
          {otherNames.length > 0 && (
            <p className="truncate text-xs text-muted-foreground" title={otherNames.join(", ")}>
              also {otherNames.join(", ")}
            </p>
          )}
        </div>
        <HealthBadge service={service} />
        <dl className="col-span-2 grid grid-flow-col grid-cols-[5.5rem_minmax(0,1fr)] grid-rows-2 gap-x-4 gap-y-2 sm:grid-flow-row sm:grid-cols-[5.5rem_4rem_minmax(0,1fr)_6.5rem] sm:grid-rows-1 lg:contents">
          <Cell label="Version">
            {version === null ? (
              <Unknown hint="its health answer names no version" />
            ) : (
              <span className="truncate font-mono" title={version}>
                {version}
              </span>
            )}
          </Cell>
          <Cell label="Running">
            {service.runningTasks > 0 ? (
              <Badge className="bg-status-running/10 text-status-running tabular-nums">
                {formatCount(service.runningTasks)}{" "}
                <span className="sr-only">{service.runningTasks === 1 ? "task" : "tasks"}</span>
              </Badge>
            ) : (
              <span className="text-muted-foreground tabular-nums">0</span>
            )}
          </Cell>
          <Cell label="Newest workflow">
            <NewestWorkflow service={service} />
          </Cell>
          <Cell label="Last seen" className="lg:text-right">
            {service.seenAtMs === null ? (
              <Unknown hint="not since the server started" />
            ) : (
              <RelativeTime atMs={service.seenAtMs} className="text-muted-foreground" />
            )}
          </Cell>
        </dl>
      </div>
      <ServiceTrouble service={service} />
    </li>
  );
}

interface CellProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A fact with its name beside it where no column head says it. */
function Cell({ label, className, children }: CellProps) {
  return (
    <div className={cn("min-w-0 text-xs", className)}>
      <dt className="mb-0.5 text-[0.6875rem] text-muted-foreground lg:sr-only">{label}</dt>
      <dd className="flex min-w-0 items-center lg:inline-flex lg:max-w-full">{children}</dd>
    </div>
  );
}

function NewestWorkflow({ service: { workflows, workflowCount } }: { readonly service: KnownService }) {
  const [newest] = workflows;
  if (newest === undefined) return null;
  return (
    <>
      <Link
        href={`/workflows/${newest.workflowId}`}
        title={newest.name}
        className="min-w-0 truncate underline decoration-input underline-offset-4 hover:decoration-brand"
      >
        {newest.name}
      </Link>
      {workflowCount > 1 && (
        <span className="ml-1.5 shrink-0 text-muted-foreground tabular-nums">+{formatCount(workflowCount - 1)}</span>
      )}
    </>
  );
}

function Unknown({ hint }: { readonly hint: string }) {
  return (
    <span className="text-muted-foreground" title={hint}>
      –<span className="sr-only">{hint}</span>
    </span>
  );
}
