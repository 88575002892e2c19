"use client";

import { isTerminal } from "@gantry/contracts";
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useEffect, useMemo, useRef } from "react";
import { Card } from "@/components/ui/card.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs.tsx";
import { FlowGraph, nodeActivities } from "@/features/graph/index.ts";
import { TaskTimeline } from "@/features/timeline/index.ts";
import { formatCount } from "@/lib/format.ts";
import { HistoryView, LogsView, OutputView, RoutinesView, SharedDataView } from "./lazy-views.tsx";
import type { JobPresent } from "./use-job.ts";

const TABS = ["timeline", "graph", "history", "shared-data", "logs", "routines", "output"] as const;
type Tab = (typeof TABS)[number];

/** The views of one Job. Which one is open is part of the URL, and so is what each filters. */
export function JobTabs({ present: { job, flow, log, recent } }: { readonly present: JobPresent }) {
  const [{ tab }, setQuery] = useQueryStates({
    tab: parseAsStringLiteral(TABS).withDefault("timeline"),
    find: parseAsString,
  });
  const running = !isTerminal(job.status);
  const sources = useMemo(() => new Set(flow.connections.map(({ source }) => source)), [flow]);
  const label: Record<Tab, { readonly text: string; readonly count?: number }> = {
    timeline: { text: "Timeline" },
    graph: { text: "Graph" },
    history: { text: "History", count: job.seq },
    "shared-data": { text: "Shared data", count: Object.keys(job.sharedData).length },
    logs: { text: "Logs", count: log.lastLogSeq ?? 0 },
    routines: { text: "Routines", count: job.tasks.length },
    output: { text: "Output" },
  };
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A phone shows three of the seven: the open one must be among them.
    list.current?.querySelector("[data-state=active]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [tab]);
  const open = (next: string): void => {
    const wanted = TABS.find((candidate) => candidate === next);
    // What one view searched for means nothing to the next.
    if (wanted !== undefined) void setQuery({ tab: wanted, find: null }, { history: "push" });
  };
  return (
    <Tabs value={tab} onValueChange={open}>
      <TabsList ref={list} aria-label="Views of the job">
        {TABS.map((value) => (
          <TabsTrigger key={value} value={value}>
            {label[value].text}
            {label[value].count !== undefined && (
              <span
                aria-hidden
                className="rounded-full bg-muted px-1.5 text-[0.6875rem] font-normal text-muted-foreground tabular-nums"
              >
                {formatCount(label[value].count)}
              </span>
            )}
          </TabsTrigger>
        ))}
      </TabsList>
      <Card className="mt-5 overflow-hidden">
        <TabsContent value="timeline">
          <TaskTimeline job={job} running={running} />
        </TabsContent>
        <TabsContent value="graph">
          <JobGraph present={{ job, flow }} />
        </TabsContent>
        <TabsContent value="history">
          <HistoryView job={job} recent={recent} />
        </TabsContent>
        <TabsContent value="shared-data">
          <SharedDataView job={job} />
        </TabsContent>
        <TabsContent value="logs">
          <LogsView job={job} tail={log} running={running} />
        </TabsContent>
        <TabsContent value="routines">
          <RoutinesView job={job} running={running} />
        </TabsContent>
        <TabsContent value="output">
          <OutputView job={job} sources={sources} />
        </TabsContent>
      </Card>
    </Tabs>
  );
}

function JobGraph({ present: { job, flow } }: { readonly present: Pick<JobPresent, "job" | "flow"> }) {
  const [selected, setSelected] = useQueryState("node", parseAsString);
  const activities = useMemo(() => nodeActivities([job]), [job]);
  return (
    <FlowGraph
      flow={flow}
      routines={activities}
      selected={selected}
      onSelect={(routine) => void setSelected(routine === selected ? null : routine)}
    />
  );
}
