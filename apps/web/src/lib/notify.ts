"use client";

const toaster = () => import("sonner");

/** Short notices in the corner, for what has no place of its own on the page. Their code comes with the first one. */
export const notify = {
  success: (title: string): void => void toaster().then(({ toast }) => toast.success(title)),
  /** `description` says why, and what to do. */
  error: (title: string, description?: string): void =>
    void toaster().then(({ toast }) => toast.error(title, { description })),
};
