"use client";

import { FileDown } from "lucide-react";
import { useState, type DragEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn.ts";

export interface DropAreaProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

/** Takes files that are dropped anywhere on its content. Pointer only: every file field is there for the keyboard. */
export function DropArea({ onFiles, children }: DropAreaProps) {
  // Children fire enter and leave too; the area is left when as many left as entered.
  const [depth, setDepth] = useState(0);
  const isOver = depth > 0;
  return (
    <div
      className="relative grid min-w-0 content-start gap-6"
      onDragEnter={(event) => hasFiles(event) && setDepth((count) => count + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((count) => Math.max(0, count - 1))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDropCapture={(event) => {
        if (!hasFiles(event)) return;
        // Before the editor sees it, or it would paste the file into its text.
        event.preventDefault();
        event.stopPropagation();
        setDepth(0);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      <div
        aria-hidden
        className={cn(
          "pointer-events-none absolute -inset-2 z-20 grid place-items-center rounded-2xl border-2 border-dashed border-brand bg-background/80 text-sm font-medium opacity-0 backdrop-blur-[2px] transition-opacity",
          isOver && "opacity-100",
        )}
      >
        <span className="flex items-center gap-2">
          <FileDown className="size-5 text-brand" /> Drop blueprint.json and dockerinfo.json
        </span>
      </div>
    </div>
  );
}
