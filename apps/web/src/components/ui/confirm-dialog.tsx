"use client";

import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Overlay } from "@/components/ui/overlay.ts";

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

/** Asks before something that cannot be taken back; the safe answer has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={Overlay.backdrop} />
        <Radix.Content className={Overlay.panel}>
          <Radix.Title className="text-base font-semibold">{props.title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1.5 text-[0.8125rem] text-muted-foreground">{props.description}</div>
          </Radix.Description>
          <footer className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Radix.Cancel asChild>
              <Button>{props.dismissLabel ?? "Keep"}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button variant={props.destructive === false ? "primary" : "destructive"} onClick={props.onConfirm}>
                {props.confirmLabel}
              </Button>
            </Radix.Action>
          </footer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
