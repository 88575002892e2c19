"use client";

import { useRunFlow } from "@/features/new-workflow/use-run-flow.ts";

/** The registered Flow behind "Run the demo". */
const DEMO_FLOW_ID = "concurrent-execution-demo";

/** Runs the demo as it ships. */
export function useRunDemo(): { readonly run: () => void; readonly isPending: boolean } {
  const { run, startingFlowId } = useRunFlow();
  return { run: () => run(DEMO_FLOW_ID), isPending: startingFlowId !== null };
}
