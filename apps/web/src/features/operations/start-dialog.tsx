"use client";

import type { RegisteredOperation } from "@gantry/contracts";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from "@/components/ui/dialog.tsx";
import { Field } from "@/components/ui/field.tsx";
import { FIELD_STYLE } from "@/components/ui/field-style.ts";
import { cn } from "@/lib/cn.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/trpc/client.ts";
import { typeOf } from "./operation-tree.ts";
import { readParameters } from "./read-parameters.ts";

export interface StartDialogProps {
  readonly registered: readonly RegisteredOperation[];
  readonly onClose: () => void;
}

/** Starts a registered operation with parameters as JSON, and goes to its page. */
export function StartDialog({ registered, onClose }: StartDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setChosen] = useState(registered[0]);
  const [text, setText] = useState("{}");
  const start = useMutation(
    trpc.operations.start.mutationOptions({
      onSuccess: ({ operationId }) => {
        onClose();
        router.push(`/operations/${operationId}`);
      },
    }),
  );
  const parameters = readParameters(text);
  const submit = (): void => {
    if (chosen === undefined || !parameters.ok) return;
    start.mutate({ operationType: typeOf(chosen), parameters: parameters.value });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DialogTitle>Start an operation</DialogTitle>
          <DialogDescription>What its service makes of the parameters is its own business.</DialogDescription>
          <Field
            label="Operation"
            className="mt-5"
            {...(chosen === undefined || chosen.description === "" ? {} : { hint: chosen.description })}
          >
            {(control) => (
              <select
                {...control}
                value={chosen === undefined ? "" : typeOf(chosen)}
                onChange={(event) => setChosen(registered.find((known) => typeOf(known) === event.target.value))}
                className={cn(FIELD_STYLE, "h-9 sm:h-8")}
              >
                {registered.map((known) => (
                  <option key={typeOf(known)} value={typeOf(known)}>
                    {typeOf(known)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label="Parameters"
            hint="A JSON object"
            error={parameters.ok ? null : parameters.fault}
            className="mt-4"
          >
            {(control) => (
              <textarea
                {...control}
                rows={6}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
                className={cn(FIELD_STYLE, "block resize-y py-2 font-mono sm:text-xs")}
              />
            )}
          </Field>
          {start.error !== null && (
            <p role="alert" className="mt-4 text-xs break-words text-status-failed">
              {errorMessage(start.error)}
            </p>
          )}
          <DialogFooter>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={start.isPending} aria-disabled={!parameters.ok}>
              {start.isPending ? "Starting…" : "Start operation"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
