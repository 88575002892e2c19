"use client";

import { LoaderCircle, Play } from "lucide-react";
import { Button, type ButtonProps } from "@/components/ui/button.tsx";
import { useRunDemo } from "@/features/new-workflow/use-run-demo.ts";

/** Runs four Jobs of the demo with two workers, and goes to see them. */
export function RunDemoButton(props: Pick<ButtonProps, "variant" | "size">) {
  const demo = useRunDemo();
  return (
    <Button {...props} onClick={demo.run} aria-disabled={demo.isPending}>
      {demo.isPending ? <LoaderCircle className="animate-spin" /> : <Play />} Run the demo
    </Button>
  );
}
