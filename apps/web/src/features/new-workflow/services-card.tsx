"use client";

import { CircleCheck, CircleDashed, CircleX, RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import type { ServiceAddress } from "@/features/new-workflow/services.ts";
import { useServiceCheck } from "@/features/new-workflow/use-service-check.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { cn } from "@/lib/cn.ts";
import { formatDuration } from "@/lib/format.ts";

/** Whether each service answers now. Information, not a condition: a service may be started later. */
export function ServicesCard({ services }: { readonly services: readonly ServiceAddress[] }) {
  const { results, error, isChecking, checkAgain } = useServiceCheck(services);
  if (services.length === 0) return null;
  return (
    <Card className="animate-settle overflow-hidden" aria-label="Services">
      <CardHeader>
        <CardTitle>Services</CardTitle>
        <Button variant="ghost" size="sm" className="ml-auto" onClick={checkAgain} disabled={isChecking}>
          <RotateCw className={cn(isChecking && "animate-spin")} /> Check again
        </Button>
      </CardHeader>
      {error !== null && (
        <p role="alert" className="border-b px-4 py-2.5 text-xs text-status-failed">
          The services could not be checked: {errorMessage(error)}
        </p>
      )}
      <ul className="divide-y" aria-busy={isChecking}>
        {services.map(({ containerName, address }) => {
          const result = results.find((candidate) => candidate.containerName === containerName);
          const fault = result?.error ?? null;
          return (
            <li key={containerName} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2.5">
              <span className="min-w-0 flex-1 truncate text-[0.8125rem] font-medium">{containerName}</span>
              <Health ok={result?.ok} latencyMs={result?.latencyMs ?? null} />
              <span className="basis-full truncate font-mono text-xs text-muted-foreground">{address}</span>
              {fault !== null && <p className="basis-full text-xs break-words text-status-failed">{fault}</p>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Health({ ok, latencyMs }: { readonly ok: boolean | undefined; readonly latencyMs: number | null }) {
  const look =
    ok === undefined
      ? { icon: CircleDashed, tone: "text-status-pending", word: "Checking" }
      : ok
        ? { icon: CircleCheck, tone: "text-status-completed", word: "Healthy" }
        : { icon: CircleX, tone: "text-status-failed", word: "Does not answer" };
  const Icon = look.icon;
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-xs font-medium", look.tone)}>
      <Icon className="size-3.5" aria-hidden />
      {look.word}
      {latencyMs !== null && (
        <span className="font-normal text-muted-foreground tabular-nums">{formatDuration(latencyMs)}</span>
      )}
    </span>
  );
}
