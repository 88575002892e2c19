"use client";

import { AlertDialog as Radix } from "radix-ui";
import { Button } from "@/components/ui/button.tsx";
import type { ConfirmDialogProps } from "@/components/ui/confirm-dialog.tsx";
import { Overlay } from "@/components/ui/overlay.ts";
import { useReturnFocus } from "@/components/ui/use-return-focus.ts";

export function ConfirmDialogPanel(props: ConfirmDialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={Overlay.backdrop} />
        <Radix.Content className={Overlay.panel} onCloseAutoFocus={returnFocus}>
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
