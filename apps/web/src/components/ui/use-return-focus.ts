"use client";

import { useState } from "react";

/**
 * Goes on a dialog's `onCloseAutoFocus`. Radix returns the focus to a dialog's own trigger; ours are opened from
 * elsewhere, so that it goes back to where it was when the dialog appeared.
 */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(focusedBefore);
  return (event) => {
    event.preventDefault();
    opener?.focus();
  };
}

function focusedBefore(): HTMLElement | null {
  const focused = document.activeElement;
  // A menu goes away together with its items; its button stays.
  const menuButtonId = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby") ?? null;
  const opener = menuButtonId === null ? focused : document.getElementById(menuButtonId);
  return opener instanceof HTMLElement ? opener : null;
}
