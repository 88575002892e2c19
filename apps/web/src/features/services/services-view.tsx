"use client";

import { PageHeader } from "@/components/shell/page-header.tsx";
import { ErrorState } from "@/components/shell/error-state.tsx";
import { Card } from "@/components/ui/card.tsx";
import { cn } from "@/lib/cn.ts";
import { formatQuantity } from "@/lib/format.ts";
import { LiveBadge, useLiveServices } from "@/live/index.ts";
import { NoServices } from "./no-services.tsx";
import { summarize } from "./service-health.ts";
import { SERVICE_GRID, ServiceRow } from "./service-row.tsx";
import { ServicesSkeleton } from "./services-skeleton.tsx";

const HEADS = ["Service", "Health", "Version", "Running", "Newest workflow", "Last seen"];

/** Every service that the newest submissions name, asked for its health while the page is looked at. */
export function ServicesView() {
  const { view, error } = useLiveServices();
  const { list } = view;
  return (
    <>
      <PageHeader
        title="Services"
        badge={<LiveBadge />}
        {...(list === null || list.services.length === 0 ? {} : { description: summarize(list.services) })}
      />
      {list === null ? (
        <Card>
          {error === null ? (
            <ServicesSkeleton />
          ) : (
            <ErrorState title="The services could not be loaded" error={new Error(error.message)} />
          )}
        </Card>
      ) : list.services.length === 0 ? (
        <NoServices />
      ) : (
        <>
          <Card className="overflow-hidden" aria-label="Services">
            <div
              aria-hidden
              className={cn(
                "hidden gap-x-4 border-b px-4 py-2.5 text-xs font-medium text-muted-foreground lg:grid",
                SERVICE_GRID,
              )}
            >
              {HEADS.map((head) => (
                <span key={head} className="last:text-right">
                  {head}
                </span>
              ))}
            </div>
            <ul className="divide-y">
              {list.services.map((service) => (
                <ServiceRow key={service.address} service={service} />
              ))}
            </ul>
          </Card>
          <p className="mt-3 text-xs text-muted-foreground">
            From the newest {formatQuantity(list.workflowsRead, "workflow")} of blueprints. Services are asked only
            while this page is open.
          </p>
        </>
      )}
    </>
  );
}
