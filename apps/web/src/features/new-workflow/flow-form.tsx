"use client";

import type { RegisteredFlow } from "@gantry/contracts";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { FlowInputsCard } from "@/features/new-workflow/flow-inputs-card.tsx";
import { readInputs } from "@/features/new-workflow/flow-inputs.ts";
import { FlowPicker } from "@/features/new-workflow/flow-picker.tsx";
import { FormLayout } from "@/features/new-workflow/form-layout.tsx";
import { GraphPreview } from "@/features/new-workflow/graph-preview.tsx";
import { flowNotReady } from "@/features/new-workflow/readiness.ts";
import { RunFooter } from "@/features/new-workflow/run-footer.tsx";
import { DEFAULT_OPTIONS, type RunOptions } from "@/features/new-workflow/run-options.ts";
import { RunSettings } from "@/features/new-workflow/run-settings.tsx";
import { useRunFlow } from "@/features/new-workflow/use-run-flow.ts";
import { useSubmit } from "@/features/new-workflow/use-submit.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/trpc/client.ts";

const NO_NODES: ReadonlySet<string> = new Set();

/** What a Flow suggests, until the fields are changed. */
const suggested = (flow: RegisteredFlow): Partial<RunOptions> => ({
  jobs: String(flow.defaultJobs),
  maxWorkers: flow.definition.maxWorkers === null ? "" : String(flow.definition.maxWorkers),
});

/** A Flow that the server knows, with how it shall run. */
export function FlowForm() {
  const trpc = useTRPC();
  const flows = useQuery(trpc.flows.list.queryOptions());
  const [flowId, setFlowId] = useQueryState("flow", parseAsString);
  const [changes, setChanges] = useState<Partial<RunOptions>>({});
  const [inputs, setInputs] = useState(() => readInputs(""));
  const submission = useSubmit();
  const { run, startingFlowId } = useRunFlow();

  // With one Flow there is nothing to choose.
  const only = flows.data?.length === 1 ? flows.data[0] : undefined;
  const selected = flows.data?.find((flow) => flow.flowId === flowId) ?? only ?? null;
  const options: RunOptions = { ...DEFAULT_OPTIONS, ...(selected === null ? {} : suggested(selected)), ...changes };
  const reason = flowNotReady(selected?.flowId ?? null, options, inputs);

  return (
    <FormLayout
      subject={
        <div className="grid min-w-0 gap-6">
          <FlowPicker
            flows={flows.data}
            error={flows.error}
            onRetry={() => void flows.refetch()}
            selected={selected}
            onSelect={(flow) => {
              submission.forgetRefusal();
              setChanges({});
              setInputs(readInputs(""));
              void setFlowId(flow.flowId);
            }}
            onRun={(flow) => run(flow.flowId)}
            startingFlowId={startingFlowId}
          />
          {selected !== null && (
            <>
              <GraphPreview flow={selected.definition} faultyNodes={NO_NODES} />
              <FlowInputsCard
                key={selected.flowId}
                flow={selected}
                inputs={inputs}
                onChange={(text) => {
                  submission.forgetRefusal();
                  setInputs(readInputs(text));
                }}
              />
            </>
          )}
        </div>
      }
      settings={
        <RunSettings
          source="flow"
          options={options}
          onChange={(change) => {
            submission.forgetRefusal();
            setChanges((held) => ({ ...held, ...change }));
          }}
          footer={
            <RunFooter
              reason={reason}
              isSubmitting={submission.isSubmitting}
              refusal={submission.error === null ? null : errorMessage(submission.error)}
              onRun={() =>
                selected !== null && submission.submit({ flow: selected.flowId, inputs: inputs.value, options })
              }
            />
          }
        />
      }
    />
  );
}
