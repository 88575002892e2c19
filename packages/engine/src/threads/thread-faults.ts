import type { Routine } from "../flow/routine.ts";
import { targetFault } from "./thread-target.ts";

/** What is wrong with the Routines that run on threads, as far as it shows before they run. */
export function threadFaults(routines: ReadonlyMap<string, Routine>): string[] {
  return [...routines].flatMap(([name, routine]) => [...mixtureFaults(name, routine), ...targetFaults(name, routine)]);
}

function mixtureFaults(name: string, { slots, threadTargets }: Routine): string[] {
  const [inline] = Object.keys(slots).filter((slot) => !threadTargets.has(slot));
  const [thread] = threadTargets.keys();
  if (inline === undefined || thread === undefined) return [];
  return [
    `Routine "${name}": slot "${thread}" runs on a thread and slot "${inline}" does not; make two routines of it, or define both with defineThreadSlot`,
  ];
}

const targetFaults = (name: string, { threadTargets }: Routine): string[] =>
  [...threadTargets].flatMap(([slot, target]) => {
    const fault = targetFault(target);
    return fault === null ? [] : [`Routine "${name}", slot "${slot}": ${fault}`];
  });
