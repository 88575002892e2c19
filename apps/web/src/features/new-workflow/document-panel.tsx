"use client";

import { CircleCheck, CircleX, ClipboardPaste, FileDown, FileJson2, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { DOCUMENT_TITLE } from "@/features/new-workflow/documents.ts";
import { FileButton } from "@/features/new-workflow/file-button.tsx";
import { LazyJsonEditor } from "@/features/new-workflow/lazy-json-editor.tsx";
import type { PlacedFault } from "@/features/new-workflow/place-faults.ts";
import type { EditorTarget } from "@/features/new-workflow/use-draft.ts";
import { formatQuantity } from "@/lib/format.ts";

export interface DocumentPanelProps {
  readonly name: "blueprint" | "dockerinfo";
  readonly text: string;
  readonly faults: readonly PlacedFault[];
  readonly target: EditorTarget | null;
  /** What it is for, while it is empty. */
  readonly purpose: string;
  readonly onTextChange: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

const FILE_LABEL = { blueprint: "Blueprint file", dockerinfo: "Dockerinfo file" } as const;
const HEIGHT = { blueprint: "22rem", dockerinfo: "13rem" } as const;

/** One of the two files: where it is picked, read and corrected. */
export function DocumentPanel({ name, text, faults, target, purpose, onTextChange, onFiles }: DocumentPanelProps) {
  const [isWriting, setIsWriting] = useState(false);
  const title = DOCUMENT_TITLE[name];
  const isOpen = text !== "" || isWriting;
  const clear = () => {
    setIsWriting(false);
    onTextChange("");
  };
  return (
    <Card aria-label={title} className="flex min-w-0 flex-col overflow-hidden">
      <CardHeader className="flex-wrap">
        <CardTitle className="flex items-center gap-2 font-mono text-xs">
          <FileJson2 className="size-4 text-muted-foreground" aria-hidden />
          {title}
        </CardTitle>
        {text !== "" && <Verdict faults={faults} />}
        <div className="ml-auto flex items-center gap-1.5">
          {!isOpen && (
            <Button variant="ghost" size="sm" onClick={() => setIsWriting(true)}>
              <ClipboardPaste /> Paste
            </Button>
          )}
          <FileButton label={FILE_LABEL[name]} size="sm" onFiles={onFiles}>
            {text === "" ? "Choose file" : "Replace"}
          </FileButton>
          {isOpen && (
            <Button variant="ghost" size="icon-sm" aria-label={`Clear ${title}`} onClick={clear}>
              <X />
            </Button>
          )}
        </div>
      </CardHeader>
      {isOpen ? (
        <LazyJsonEditor
          label={`Text of ${title}`}
          value={text}
          onChange={onTextChange}
          faults={faults}
          target={target}
          height={HEIGHT[name]}
          placeholder={`Paste ${title} here`}
        />
      ) : (
        <div className="m-3 flex flex-1 flex-col items-center justify-center gap-3 rounded-lg border border-dashed border-input px-6 py-9 text-center">
          <FileDown className="size-5 text-muted-foreground" strokeWidth={1.5} aria-hidden />
          <p className="max-w-72 text-[0.8125rem] text-pretty text-muted-foreground">{purpose}</p>
          <p className="text-xs text-muted-foreground">Drop it here, choose it, or paste it.</p>
        </div>
      )}
    </Card>
  );
}

function Verdict({ faults }: { readonly faults: readonly PlacedFault[] }) {
  const errors = faults.filter(({ severity }) => severity === "error").length;
  if (errors > 0) {
    return (
      <Badge variant="danger">
        <CircleX /> {formatQuantity(errors, "fault")}
      </Badge>
    );
  }
  if (faults.length > 0) {
    return (
      <Badge variant="warning">
        <TriangleAlert /> {formatQuantity(faults.length, "warning")}
      </Badge>
    );
  }
  return (
    <Badge className="bg-status-completed/10 text-status-completed">
      <CircleCheck /> No faults
    </Badge>
  );
}
