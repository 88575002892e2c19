import { FLOW_UNAVAILABLE, type FlowDefinition, type JobState } from "@gantry/contracts";
import { CirclePause } from "lucide-react";
import type { ReactNode } from "react";
import { pauseReasons, waitForFlow } from "./pause-reasons.ts";

/** One page has one: what cannot be resumed leads here. */
export const PAUSE_BANNER_ID = "why-paused";

export interface PauseBannerProps {
  /** What is shown: one Job, or all of a Workflow. */
  readonly jobs: readonly JobState[];
  readonly flow: FlowDefinition;
}

/** Why Jobs are paused, and what makes them go on; nothing while none is, or when nobody said why. */
export function PauseBanner({ jobs, flow }: PauseBannerProps) {
  if (waitForFlow(jobs))
    return flow.builtFrom === "document" ? <ClassesMissing flow={flow} /> : <FlowMissing flow={flow} />;
  const said = pauseReasons(jobs);
  if (said.length === 0) return null;
  return <Banner title={`Paused: ${said.join("; ")}`}>What runs finishes; Resume lets the rest go on.</Banner>;
}

function FlowMissing({ flow }: { readonly flow: FlowDefinition }) {
  return (
    <Banner title={`Waiting for version ${flow.version} of ${flow.name}`}>
      This server has no module that exports <Code>{flow.flowId}</Code> in this version. <WayOut what="that module" />
    </Banner>
  );
}

const CLASSES_SHOWN = 8;

function ClassesMissing({ flow }: { readonly flow: FlowDefinition }) {
  const classes = [...new Set(flow.routines.map(({ implementation }) => implementation))];
  const hidden = classes.length - CLASSES_SHOWN;
  return (
    <Banner title={`Waiting for the classes of ${flow.name}`}>
      This flow came as a document, and this server does not have all of its classes as they were then:{" "}
      <Code>{classes.slice(0, CLASSES_SHOWN).join(", ")}</Code>
      {hidden > 0 && ` and ${String(hidden)} more`}. <WayOut what="the modules that export them" />
    </Banner>
  );
}

/** Why Resume does not help, and what does. */
function WayOut({ what }: { readonly what: string }) {
  return (
    <>
      Start it with {what} in <Code>GANTRY_MODULES</Code>: what waits goes on by itself, without Resume, and nothing
      that is done is done again.{" "}
      <span className="inline-block rounded border border-status-paused/35 bg-card px-1.5 font-mono text-[0.6875rem]">
        {FLOW_UNAVAILABLE}
      </span>
    </>
  );
}

const Code = ({ children }: { readonly children: string }) => (
  <span className="font-mono text-xs break-words">{children}</span>
);

function Banner({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section
      id={PAUSE_BANNER_ID}
      role="status"
      aria-label={title}
      tabIndex={-1}
      className="mb-6 flex animate-settle gap-3 rounded-xl border border-status-paused/35 bg-status-paused/6 px-4 py-3 outline-none focus:ring-2 focus:ring-status-paused"
    >
      <CirclePause aria-hidden className="mt-0.5 size-4 shrink-0 text-status-paused" />
      <div className="min-w-0 flex-1 text-[0.8125rem]">
        <p className="line-clamp-3 font-semibold break-words">{title}</p>
        <p className="mt-1 text-pretty text-muted-foreground">{children}</p>
      </div>
    </section>
  );
}
