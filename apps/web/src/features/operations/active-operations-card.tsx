"use client";

import { isTerminal } from "@gantry/contracts";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { formatCount } from "@/lib/format.ts";
import { useLiveOperations } from "@/live/index.ts";
import { OperationBar } from "./operation-bar.tsx";

const SHOWN = 5;

/** The managed operations that run now, for pages that are about more than them; nothing while there are none. */
export function ActiveOperationsCard() {
  const { operations } = useLiveOperations().view;
  const active = [...(operations?.values() ?? [])]
    .filter(({ status, parentOperationId }) => !isTerminal(status) && parentOperationId === null)
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  if (active.length === 0) return null;
  return (
    <Card className="min-w-0 overflow-hidden" aria-label="Operations in progress">
      <CardHeader>
        <CardTitle>Operations in progress</CardTitle>
        <Badge className="tabular-nums">{formatCount(active.length)}</Badge>
        <Link
          href="/operations"
          className="ml-auto inline-flex items-center gap-1 rounded text-xs font-medium text-muted-foreground transition-colors hover:text-foreground"
        >
          View all <span className="sr-only">operations</span>
          <ArrowRight className="size-3.5" aria-hidden />
        </Link>
      </CardHeader>
      <ul className="divide-y">
        {active.slice(0, SHOWN).map((operation) => (
          <li
            key={operation.operationId}
            className="relative grid items-center gap-x-6 gap-y-2 px-4 py-3 transition-colors hover:bg-accent/50 sm:grid-cols-[minmax(0,1fr)_16rem]"
          >
            <div className="min-w-0">
              <Link
                href={`/operations/${operation.operationId}`}
                className="block truncate text-[0.8125rem] font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
              >
                {operation.name}
              </Link>
              <p className="mt-0.5 truncate text-xs text-muted-foreground">{operation.progress.message}</p>
            </div>
            <OperationBar operation={operation} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
