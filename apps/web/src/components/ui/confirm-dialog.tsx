"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { patiently } from "@/lib/patiently.ts";

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** A question that names what it is about and how many: "Cancel 3 workflows?". */
  readonly title: string;
  /** What will stop, what is kept, and whether it can be undone. */
  readonly description: ReactNode;
  /** The verb of the title: "Cancel 3 workflows". */
  readonly confirmLabel: string;
  readonly dismissLabel?: string;
  readonly destructive?: boolean;
  readonly onConfirm: () => void;
}

const Panel = dynamic<ConfirmDialogProps>(
  async () => (await patiently(() => import("@/components/ui/confirm-dialog-panel.tsx"))).ConfirmDialogPanel,
  { ssr: false },
);

/** Asks before something that cannot be taken back; the safe answer has the focus. Loaded when it is first asked. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.open ? <Panel {...props} /> : null;
}
