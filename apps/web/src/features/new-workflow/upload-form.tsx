"use client";

import { useMemo, useState } from "react";
import { DataDocuments } from "@/features/new-workflow/data-documents.tsx";
import { DocumentPanel } from "@/features/new-workflow/document-panel.tsx";
import { type DocumentName, documentValues } from "@/features/new-workflow/documents.ts";
import { DropArea } from "@/features/new-workflow/drop-area.tsx";
import { FaultList } from "@/features/new-workflow/fault-list.tsx";
import { FormLayout } from "@/features/new-workflow/form-layout.tsx";
import { GraphPreview } from "@/features/new-workflow/graph-preview.tsx";
import {
  faultyNodes,
  groupByDocument,
  isDocument,
  type PlacedFault,
  placeFaults,
  syntaxFaults,
} from "@/features/new-workflow/place-faults.ts";
import { uploadNotReady } from "@/features/new-workflow/readiness.ts";
import { RunFooter } from "@/features/new-workflow/run-footer.tsx";
import { DEFAULT_OPTIONS, type RunOptions } from "@/features/new-workflow/run-options.ts";
import { RunSettings } from "@/features/new-workflow/run-settings.tsx";
import { servicesOf } from "@/features/new-workflow/services.ts";
import { ServicesCard } from "@/features/new-workflow/services-card.tsx";
import { type EditorTarget, useDraft } from "@/features/new-workflow/use-draft.ts";
import { useSubmit } from "@/features/new-workflow/use-submit.ts";
import { useValidation } from "@/features/new-workflow/use-validation.ts";
import { cn } from "@/lib/cn.ts";
import { errorMessage } from "@/lib/error-message.ts";

const FILES = [
  { name: "blueprint", purpose: "What runs: the containers, their operations, and how they are connected." },
  { name: "dockerinfo", purpose: "Where each container’s service answers: its address and port." },
] as const;

/** A Blueprint with its dockerinfo: read, drawn, checked in place, and run. */
export function UploadForm() {
  const { draft, setText, takeFiles } = useDraft();
  const [options, setOptions] = useState<RunOptions>(DEFAULT_OPTIONS);
  const [targets, setTargets] = useState<Partial<Record<DocumentName, EditorTarget>>>({});
  const validation = useValidation(draft);
  const submission = useSubmit();

  const { texts, documents } = draft;
  const { refusedFaults } = submission;
  const faults = useMemo(
    // A refusal is the newest word on what is in the fields.
    () => [
      ...syntaxFaults(documents),
      ...placeFaults(refusedFaults.length > 0 ? refusedFaults : validation.faults, texts, documents),
    ],
    [documents, texts, refusedFaults, validation.faults],
  );
  const byDocument = useMemo(() => groupByDocument(faults), [faults]);
  const marked = useMemo(() => faultyNodes(faults), [faults]);
  const services = useMemo(
    () => (documents.dockerinfo.kind === "parsed" ? servicesOf(documents.dockerinfo.value) : []),
    [documents.dockerinfo],
  );

  const isUntouched = texts.blueprint === "" && texts.dockerinfo === "";
  const edit = (name: DocumentName, text: string) => {
    submission.forgetRefusal();
    setText(name, text);
  };
  const jump = ({ document, place }: PlacedFault) => {
    if (isDocument(document) && place !== null) setTargets((held) => ({ ...held, [document]: { ...place } }));
  };
  const jumpToNode = (node: string) => {
    const fault = faults.find(({ nodeKeys }) => nodeKeys.includes(node));
    if (fault !== undefined) jump(fault);
  };
  const reason = uploadNotReady({ documents, options, faults, isValidating: validation.isPending });
  const failure = submission.error !== null && refusedFaults.length === 0 ? submission.error : validation.error;

  return (
    <FormLayout
      subject={
        <DropArea onFiles={(files) => takeFiles(files, null)}>
          <div className={cn("grid gap-6", isUntouched && "sm:grid-cols-2")}>
            {FILES.map(({ name, purpose }) => (
              <DocumentPanel
                key={name}
                name={name}
                purpose={purpose}
                text={texts[name]}
                faults={byDocument[name]}
                target={targets[name] ?? null}
                onTextChange={(text) => edit(name, text)}
                onFiles={(files) => takeFiles(files, name)}
              />
            ))}
          </div>
          <GraphPreview flow={validation.flow} faultyNodes={marked} onSelect={jumpToNode} />
          <DataDocuments texts={texts} faults={byDocument} targets={targets} onTextChange={edit} />
        </DropArea>
      }
      settings={
        <>
          <RunSettings
            source="blueprint"
            options={options}
            onChange={(change) => setOptions((held) => ({ ...held, ...change }))}
            footer={
              <RunFooter
                reason={reason}
                isSubmitting={submission.isSubmitting}
                refusal={failure === null ? null : errorMessage(failure)}
                onRun={() => submission.submit({ documents: documentValues(documents), options })}
              />
            }
          />
          <FaultList faults={faults} onJump={jump} />
          <ServicesCard services={services} />
        </>
      }
    />
  );
}
