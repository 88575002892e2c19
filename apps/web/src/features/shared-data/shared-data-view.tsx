"use client";

import type { JobState } from "@gantry/contracts";
import { Database } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { Input } from "@/components/ui/input.tsx";
import { ValueView } from "@/features/values/index.ts";
import { formatQuantity, formatTime } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";

/** What the Job's Routines share: each key with its value, who wrote it last, and when. Other Jobs never see it. */
export function SharedDataView({ job }: { readonly job: JobState }) {
  const zone = useTimeZone();
  const [search, setSearch] = useQueryState("find", parseAsString.withDefault(""));
  const entries = useMemo(() => Object.entries(job.sharedData).sort(([, a], [, b]) => a.seq - b.seq), [job.sharedData]);
  const wanted = search.trim().toLowerCase();
  const shown = entries.filter(([key, { routine }]) => `${key} ${routine}`.toLowerCase().includes(wanted));
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={Database}
        title="Nothing is shared yet"
        description="Values that a routine writes to the job's shared data appear here as soon as they are durable."
      />
    );
  }
  return (
    <section aria-label="Shared data">
      <header className="flex flex-wrap items-center gap-3 border-b px-4 py-2">
        <Input
          type="search"
          aria-label="Search shared data"
          placeholder="Search keys and writers"
          className="w-full sm:w-60"
          value={search}
          onChange={(event) => void setSearch(event.target.value === "" ? null : event.target.value)}
        />
        <p className="ml-auto text-xs text-muted-foreground tabular-nums">{formatQuantity(shown.length, "key")}</p>
      </header>
      <dl className="divide-y">
        {shown.map(([key, entry]) => (
          <div
            key={key}
            data-testid="shared-data-entry"
            data-key={key}
            className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]"
          >
            <dt className="min-w-0">
              <span className="font-mono text-xs font-semibold break-all">{key}</span>
              <span className="mt-1 block text-xs text-muted-foreground">
                by <span className="font-medium text-foreground">{entry.routine}</span>
              </span>
              <span className="block text-xs text-muted-foreground tabular-nums">
                <time dateTime={new Date(entry.atMs).toISOString()}>{formatTime(entry.atMs, zone)}</time>
                <span className="font-mono"> · #{entry.seq}</span>
              </span>
            </dt>
            <dd className="min-w-0">
              <ValueView value={entry.value} workflowId={job.workflowId} label={`Value of ${key}`} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
