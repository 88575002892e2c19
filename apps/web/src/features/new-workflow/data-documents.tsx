"use client";

import { Card } from "@/components/ui/card.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { LazyJsonEditor } from "@/features/new-workflow/lazy-json-editor.tsx";
import type { DocumentName, DocumentTexts } from "@/features/new-workflow/documents.ts";
import type { FaultsByDocument } from "@/features/new-workflow/place-faults.ts";
import type { EditorTarget } from "@/features/new-workflow/use-draft.ts";

export interface DataDocumentsProps {
  readonly texts: DocumentTexts;
  readonly faults: FaultsByDocument;
  readonly targets: Readonly<Partial<Record<DocumentName, EditorTarget>>>;
  readonly onTextChange: (name: DocumentName, text: string) => void;
}

const DATA = [
  {
    name: "inputs",
    title: "Inputs",
    label: "Inputs as JSON",
    hint: "A list of data references; every start node gets all of them.",
    placeholder: '[{ "protocol": "https", "uri": "https://…", "format": "json" }]',
  },
  {
    name: "parameters",
    title: "Parameters",
    label: "Parameters as JSON",
    hint: "By node: what its service gets besides its inputs.",
    placeholder: '{ "container:operation": { "threshold": 3 } }',
  },
] as const;

/** What the run gets besides its files; most runs need neither. */
export function DataDocuments({ texts, faults, targets, onTextChange }: DataDocumentsProps) {
  return (
    <Card aria-label="Inputs and parameters" className="min-w-0 overflow-hidden [&>details:first-child]:border-t-0">
      {DATA.map(({ name, title, label, hint, placeholder }) => (
        <Disclosure key={name} title={title} openFor={targets[name] ?? null}>
          <p className="mb-2 text-xs text-muted-foreground">{hint}</p>
          <div className="overflow-hidden rounded-md border">
            <LazyJsonEditor
              label={label}
              value={texts[name]}
              onChange={(text) => onTextChange(name, text)}
              faults={faults[name]}
              target={targets[name] ?? null}
              height="9rem"
              placeholder={placeholder}
            />
          </div>
        </Disclosure>
      ))}
    </Card>
  );
}
