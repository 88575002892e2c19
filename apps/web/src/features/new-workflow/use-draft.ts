"use client";

import { useState } from "react";
import { classifyFile, type DocumentName, EMPTY_TEXTS, parseDocuments } from "@/features/new-workflow/documents.ts";
import { parseJson } from "@/features/new-workflow/json-document.ts";
import type { Draft } from "@/features/new-workflow/use-validation.ts";
import { formatBytes } from "@/lib/format.ts";
import { notify } from "@/lib/notify.ts";

/** A stretch of a document to show; a new object asks again. */
export interface EditorTarget {
  readonly from: number;
  readonly to: number;
}

/** What the server takes, with everything inside. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The documents being written, and what happens when files are given. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => ({
    texts: EMPTY_TEXTS,
    documents: parseDocuments(EMPTY_TEXTS),
    revision: 0,
  }));

  // Only the text that changed is read again: the other may have megabytes.
  const setText = (name: DocumentName, text: string) =>
    setDraft(({ texts, documents, revision }) => ({
      texts: { ...texts, [name]: text },
      documents: { ...documents, [name]: parseJson(text) },
      revision: revision + 1,
    }));

  /** Several files sort themselves by what they say; a single one that says nothing goes where it was given. */
  const takeFiles = async (files: readonly File[], given: "blueprint" | "dockerinfo" | null) => {
    for (const file of files) {
      if (file.size > MAX_FILE_BYTES) {
        notify.error(
          `${file.name} is too large`,
          `It has ${formatBytes(file.size)}; a submission may have ${formatBytes(MAX_FILE_BYTES)}.`,
        );
        continue;
      }
      const text = await file.text();
      const name = files.length === 1 && given !== null ? given : classifyFile(file.name, text);
      if (name === null) notify.error(`${file.name} is neither a blueprint nor a dockerinfo`);
      else setText(name, text);
    }
  };

  return {
    draft,
    setText,
    takeFiles: (files: readonly File[], given: "blueprint" | "dockerinfo" | null) => void takeFiles(files, given),
  };
}
