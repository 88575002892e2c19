"use client";

import { FileUp, Library } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { FlowForm } from "@/features/new-workflow/flow-form.tsx";
import { UploadForm } from "@/features/new-workflow/upload-form.tsx";

const SOURCES = ["blueprint", "flow"] as const;

const OPTIONS = [
  {
    value: "blueprint",
    label: (
      <>
        <FileUp aria-hidden /> Upload a blueprint
      </>
    ),
  },
  {
    value: "flow",
    label: (
      <>
        <Library aria-hidden /> Registered flow
      </>
    ),
  },
] as const;

/** Where a Workflow begins: from uploaded files, or from a Flow that the server knows. */
export function NewWorkflow() {
  const [source, setSource] = useQueryState("from", parseAsStringLiteral(SOURCES).withDefault("blueprint"));
  return (
    <>
      <PageHeader
        title="New workflow"
        description="Everything is checked before anything runs; a refused submission leaves no trace."
        actions={
          <Segmented label="Source" value={source} onValueChange={(value) => void setSource(value)} options={OPTIONS} />
        }
      />
      {source === "blueprint" ? <UploadForm /> : <FlowForm />}
    </>
  );
}
