import { FLOW_UNAVAILABLE, type FlowDefinition, type JobState } from "@gantry/contracts";
import { CirclePause } from "lucide-react";
import type { ReactNode } from "react";

export interface PauseBannerProps {
  /** What is shown: one Job, or all of a Workflow. */
  readonly jobs: readonly JobState[];
  readonly flow: FlowDefinition;
}

/** Why Jobs are paused, and what makes them go on; nothing while none is, or when nobody said why. */
export function PauseBanner({ jobs, flow }: PauseBannerProps) {
  const reasons = jobs.filter(({ status }) => status === "paused").map(({ pauseReason }) => pauseReason);
  if (reasons.includes(FLOW_UNAVAILABLE)) return <FlowUnavailable flow={flow} />;
  const said = [...new Set(reasons)].filter((reason) => reason !== null && reason !== "");
  if (said.length === 0) return null;
  return <Banner title={`Paused: ${said.join("; ")}`}>What runs finishes; Resume lets the rest go on.</Banner>;
}

function FlowUnavailable({ flow }: { readonly flow: FlowDefinition }) {
  return (
    <Banner title={`Waiting for version ${flow.version} of ${flow.name}`}>
      This server has no module that exports <span className="font-mono text-xs break-all">{flow.flowId}</span> in this
      version. Start it with that module in <span className="font-mono text-xs">GANTRY_MODULES</span>: what waits goes
      on by itself, and nothing that is done is done again.{" "}
      <span className="inline-block rounded border border-status-paused/35 bg-card px-1.5 font-mono text-[0.6875rem]">
        {FLOW_UNAVAILABLE}
      </span>
    </Banner>
  );
}

function Banner({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section
      role="status"
      aria-label={title}
      className="mb-6 flex animate-settle gap-3 rounded-xl border border-status-paused/35 bg-status-paused/6 px-4 py-3"
    >
      <CirclePause aria-hidden className="mt-0.5 size-4 shrink-0 text-status-paused" />
      <div className="min-w-0 flex-1 text-[0.8125rem]">
        <p className="line-clamp-3 font-semibold break-words">{title}</p>
        <p className="mt-1 text-pretty text-muted-foreground">{children}</p>
      </div>
    </section>
  );
}
