"use client";

import { type ComponentType, useState } from "react";
import { errorMessage } from "@/lib/error-message.ts";
import { notify } from "@/lib/notify.ts";

export interface OnDemand<Props> {
  /** Null until it was asked for and has come. */
  readonly Part: ComponentType<Props> | null;
  /** Goes on the button that stands for the part until then: pointing at it fetches, pressing it shows. */
  readonly triggerProps: {
    readonly onPointerEnter: () => void;
    readonly onFocus: () => void;
    readonly onClick: () => void;
  };
}

/** A part of the page, such as a menu, whose code comes when somebody is about to use it. */
export function useOnDemand<Props>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);
  const show = (): void =>
    void load().then(
      // A component is a function too: given bare, React would call it.
      (part) => setPart(() => part),
      (error: unknown) => notify.error("This part of the page could not be loaded", errorMessage(error)),
    );
  // Only ahead of time: whether it failed is told when it is pressed.
  const fetchAhead = (): void => void load().catch(() => undefined);
  return { Part, triggerProps: { onPointerEnter: fetchAhead, onFocus: fetchAhead, onClick: show } };
}
