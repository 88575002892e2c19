import type { Failure } from "@gantry/contracts";
import { CircleX } from "lucide-react";
import type { ReactNode } from "react";

export interface FailureBannerProps {
  /** What happened: "2 of 4 jobs failed". */
  readonly title: string;
  readonly error: Failure;
  /** Where: links to the Job or the Routine. */
  readonly where?: ReactNode;
  /** What to do about it. */
  readonly advice: ReactNode;
}

/** What happened, where, and what to do: above everything else of a page that shows something failed. */
export function FailureBanner({ title, error, where, advice }: FailureBannerProps) {
  return (
    <section
      role="alert"
      aria-label={title}
      className="mb-6 flex animate-settle gap-3 rounded-xl border border-status-failed/35 bg-status-failed/6 px-4 py-3"
    >
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-status-failed" />
      <div className="min-w-0 flex-1 text-[0.8125rem]">
        <p className="line-clamp-3 font-semibold break-words">
          {title}
          {where !== undefined && <span className="font-normal text-muted-foreground"> · {where}</span>}
        </p>
        {/* A service may say 64 KiB: that scrolls here, and is reached by keyboard, instead of pushing the page away. */}
        <p tabIndex={0} className="mt-1 max-h-48 overflow-y-auto font-mono text-xs break-words whitespace-pre-wrap">
          {error.message}
          <span className="ml-2 inline-block rounded border border-status-failed/35 bg-card px-1.5 text-[0.6875rem] text-status-failed">
            {error.code}
          </span>
        </p>
        <p className="mt-1.5 text-muted-foreground">{advice}</p>
      </div>
    </section>
  );
}
