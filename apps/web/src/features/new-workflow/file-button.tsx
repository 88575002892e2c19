"use client";

import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from "react";
import { Button, type ButtonProps } from "@/components/ui/button.tsx";

export interface FileButtonProps extends Pick<ButtonProps, "variant" | "size"> {
  /** The field's name: "Blueprint file". */
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** Picks JSON files. The field itself is out of sight, named for assistive technology; the button stands for it. */
export function FileButton({ label, onFiles, children, ...look }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = () => {
    const field = input.current;
    if (!field?.files?.length) return;
    onFiles([...field.files]);
    field.value = ""; // so that the same file can be picked again after it was corrected
  };
  // A file that was picked before the page came to life, when nobody heard of it yet.
  const takeEarly = useEffectEvent(take);
  useEffect(() => takeEarly(), []);
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        tabIndex={-1}
        accept=".json,application/json"
        className="sr-only"
        onChange={take}
      />
      <Button {...look} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
