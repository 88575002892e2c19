"use client";

import { useOnDemand } from "@/components/ui/use-on-demand.ts";
import { patiently } from "@/lib/patiently.ts";
import { MoreActionsButton } from "./more-actions-button.tsx";
import type { MoreActionsProps } from "./more-actions.tsx";

const load = async () => (await patiently(() => import("./more-actions.tsx"))).MoreActions;

/** The menu of what is done seldom, loaded when it is first asked for. */
export function LazyMoreActions(props: MoreActionsProps) {
  const { Part: Menu, triggerProps } = useOnDemand(load);
  return Menu === null ? (
    <MoreActionsButton aria-haspopup="menu" aria-expanded={false} {...triggerProps} />
  ) : (
    <Menu {...props} />
  );
}
