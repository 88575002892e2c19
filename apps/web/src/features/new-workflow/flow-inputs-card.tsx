"use client";

import type { RegisteredFlow } from "@gantry/contracts";
import { Card } from "@/components/ui/card.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { entryNames, type FlowInputs } from "@/features/new-workflow/flow-inputs.ts";
import { LazyJsonEditor } from "@/features/new-workflow/lazy-json-editor.tsx";

export interface FlowInputsCardProps {
  readonly flow: RegisteredFlow;
  readonly inputs: FlowInputs;
  readonly onChange: (text: string) => void;
}

/** The message that a Flow begins with; most Flows need none. */
export function FlowInputsCard({ flow, inputs, onChange }: FlowInputsCardProps) {
  const [fault] = inputs.faults;
  return (
    <Card aria-label="Inputs" className="min-w-0 overflow-hidden [&>details:first-child]:border-t-0">
      <Disclosure title="Inputs">
        <p className="mb-2 text-xs break-words text-muted-foreground">
          A JSON object: the message that each job begins with, at {entryNames(flow.definition)}.
        </p>
        <div className="overflow-hidden rounded-md border has-[.cm-focused]:border-ring">
          <LazyJsonEditor
            label="Inputs as JSON"
            value={inputs.text}
            onChange={onChange}
            faults={inputs.faults}
            target={null}
            height="9rem"
            placeholder='{ "day": "2026-11-21" }'
          />
        </div>
        <p role="status" className="mt-1.5 text-xs text-status-failed empty:hidden">
          {fault?.message}
        </p>
      </Disclosure>
    </Card>
  );
}
