"use client";

import dynamic from "next/dynamic";
import { patiently } from "@/lib/patiently.ts";

/** Dialogs come when they are first opened. */
export const LazyCancelDialog = dynamic(
  async () => (await patiently(() => import("./cancel-dialog.tsx"))).CancelDialog,
  { ssr: false },
);

export const LazyStartDialog = dynamic(async () => (await patiently(() => import("./start-dialog.tsx"))).StartDialog, {
  ssr: false,
});
