import type { JsonObject, JsonValue } from "@gantry/contracts";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { ValueView } from "@/features/values/index.ts";
import { formatCount } from "@/lib/format.ts";
import { OperationChildren } from "./operation-children.tsx";
import type { OperationPresent } from "./use-operation.ts";
import { withoutResult } from "./without-result.ts";

/** Who works for it, what it last reported, what it was given, and what came out. */
export function OperationDetails({ present: { detail, node } }: { readonly present: OperationPresent }) {
  const { operation, children } = node;
  const { operationId, workflowId, progress, metadata } = operation;
  const show = (label: string, value: JsonValue): ReactNode => (
    <ValueView value={{ inline: value }} workflowId={workflowId} label={label} />
  );
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="grid min-w-0 gap-6">
        {children.length > 0 && (
          <Panel title="Children" count={children.length}>
            <div className="-mt-3 -ml-1.5">
              <OperationChildren of={children} all />
            </div>
          </Panel>
        )}
        <Panel title="Result">
          {detail.result !== null ? (
            show("Result", detail.result)
          ) : (
            <p className="text-[0.8125rem] text-muted-foreground">{withoutResult(operation.status)}</p>
          )}
        </Panel>
        {!isEmpty(progress.context) && (
          <Panel title="Last reported">{show("Context of the last report", progress.context)}</Panel>
        )}
      </div>
      <div className="grid min-w-0 gap-6">
        <Panel title="Started with">{isEmpty(detail.context) ? <None /> : show("Parameters", detail.context)}</Panel>
        {!isEmpty(metadata) && <Panel title="Metadata">{show("Metadata", metadata)}</Panel>}
        <Card>
          <Link
            href={`/jobs/${operationId}?tab=logs`}
            className="flex items-center gap-2 rounded-xl px-4 py-3 text-[0.8125rem] font-medium transition-colors hover:bg-accent/50"
          >
            Log, history and timeline
            <ArrowRight className="ml-auto size-4 text-muted-foreground" aria-hidden />
          </Link>
        </Card>
      </div>
    </div>
  );
}

interface PanelProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

function Panel({ title, count, children }: PanelProps) {
  return (
    <Card className="min-w-0 overflow-hidden" aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {count !== undefined && <Badge className="tabular-nums">{formatCount(count)}</Badge>}
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}

const None = () => <p className="text-[0.8125rem] text-muted-foreground">Nothing.</p>;

const isEmpty = (value: JsonObject): boolean => Object.keys(value).length === 0;
