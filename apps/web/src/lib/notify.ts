"use client";

/** A short notice in the corner, for what has no place of its own on the page. */
export interface Notice {
  readonly kind: "success" | "error";
  readonly title: string;
  /** Why, and what to do. */
  readonly description?: string;
}

const NOTICE = "gantry:notice";

const announce = (notice: Notice): void => void window.dispatchEvent(new CustomEvent(NOTICE, { detail: notice }));

export const notify = {
  success: (title: string): void => announce({ kind: "success", title }),
  error: (title: string, description?: string): void =>
    announce({ kind: "error", title, ...(description === undefined ? {} : { description }) }),
};

/** Calls `listener` with every notice from now on; the returned function stops it. */
export function onNotice(listener: (notice: Notice) => void): () => void {
  const hear = (event: Event): void => listener((event as CustomEvent<Notice>).detail);
  window.addEventListener(NOTICE, hear);
  return () => window.removeEventListener(NOTICE, hear);
}
