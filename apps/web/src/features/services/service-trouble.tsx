import type { KnownService } from "@gantry/contracts";
import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "@/components/shell/time.tsx";

/** Why a service is not well, and the last Task that it failed; nothing for one without trouble. */
export function ServiceTrouble({ service: { health, fault } }: { readonly service: KnownService }) {
  const error = health?.error ?? null;
  if (error === null && fault === null) return null;
  return (
    <div className="mt-2.5 grid gap-1.5 text-xs">
      {error !== null && <p className="line-clamp-3 break-words text-status-failed">{error}</p>}
      {fault !== null && (
        <p className="flex gap-1.5 text-muted-foreground">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-status-paused" aria-hidden />
          <span className="line-clamp-3 min-w-0 break-words">
            <Link
              href={`/jobs/${fault.jobId}`}
              className="text-foreground underline decoration-input underline-offset-4 hover:decoration-brand"
            >
              Last error
            </Link>{" "}
            <RelativeTime atMs={fault.atMs} />: {fault.message}
          </span>
        </p>
      )}
    </div>
  );
}
