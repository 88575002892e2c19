"use client";

import { Play } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { PAUSE_BANNER_ID } from "./pause-banner.tsx";

export interface ResumeButtonProps {
  /** The code of the Flow is not there: pressing leads to the banner that says so. */
  readonly isWaitingForFlow: boolean;
  readonly disabled: boolean;
  readonly onResume: () => void;
}

/** "Resume". Where it cannot be done it stays focusable, and explains itself instead of being refused. */
export function ResumeButton({ isWaitingForFlow, disabled, onResume }: ResumeButtonProps) {
  if (!isWaitingForFlow) {
    return (
      <Button variant="primary" onClick={onResume} disabled={disabled}>
        <Play /> Resume
      </Button>
    );
  }
  return (
    <Button aria-disabled aria-describedby={PAUSE_BANNER_ID} onClick={explain}>
      <Play /> Resume
    </Button>
  );
}

/** Moves to the explanation, so that it is seen and read out. */
const explain = (): void => document.getElementById(PAUSE_BANNER_ID)?.focus();
