"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Overlay } from "@/components/ui/overlay.ts";
import { useReturnFocus } from "@/components/ui/use-return-focus.ts";
import { cn } from "@/lib/cn.ts";

export const Dialog = Radix.Root;
export const DialogClose = Radix.Close;

export function DialogContent({ className, children, ...props }: ComponentProps<typeof Radix.Content>) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Portal>
      <Radix.Overlay className={Overlay.backdrop} />
      <Radix.Content className={cn(Overlay.panel, className)} onCloseAutoFocus={returnFocus} {...props}>
        {children}
        <Radix.Close asChild>
          <Button variant="ghost" size="icon-sm" className="absolute top-3 right-3" aria-label="Close">
            <X />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title className={cn("pr-8 text-base font-semibold", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Radix.Description>) {
  return <Radix.Description className={cn("mt-1.5 text-[0.8125rem] text-muted-foreground", className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<"footer">) {
  return <footer className={cn("mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)} {...props} />;
}
