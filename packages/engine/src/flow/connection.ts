import { AppError, type ConnectionDefinition } from "@gantry/contracts";
import { OutputEvent } from "./output-event.ts";
import type { Routine } from "./routine.ts";
import { Slot } from "./slot.ts";

export interface ConnectOptions {
  /** Renames keys on the way: `{ a: "z" }` delivers `a` as `z`. */
  readonly paramMapping?: Readonly<Record<string, string>>;
}

/** `Out` after a paramMapping. */
export type Renamed<Out, Renames extends Readonly<Record<string, string>>> = {
  [Key in keyof Out as Key extends keyof Renames ? Renames[Key] : Key]: Out[Key];
};

/** Lets only what a Slot accepts compile. */
export type Carrying<Sent, In> = Sent extends In ? unknown : never;

/** What `Flow.connect` was called with: an Event and a Slot, or four names. */
type ConnectArguments =
  | readonly [event: OutputEvent, slot: Slot<never>, options?: ConnectOptions]
  | readonly [source: string, event: string, target: string, slot: string, options?: ConnectOptions];

/**
 * `nameOf` gives a Routine's id in the Flow, or throws.
 * @throws AppError `invalid_input` for neither an Event and a Slot nor names, such as `routine.events.misspelt`.
 */
export function connectionOf(args: readonly unknown[], nameOf: (routine: Routine) => string): ConnectionDefinition {
  const given = args as ConnectArguments; // one of connect's overloads, so the compiler has seen them
  if (typeof given[0] === "string") {
    const [source, event, target, slot, options] = given as Extract<ConnectArguments, readonly [string, ...unknown[]]>;
    return { source, event, target, slot, ...mappingOf(options) };
  }
  const [event, slot, options] = given as Extract<ConnectArguments, readonly [OutputEvent, ...unknown[]]>;
  if (!(event instanceof OutputEvent) || !(slot instanceof Slot)) {
    const which = event instanceof OutputEvent ? "second is no Slot" : "first is no Event";
    throw new AppError("invalid_input", `connect takes an Event and a Slot of Routines, or four names: the ${which}`);
  }
  const [source, target] = [nameOf(event.routine), nameOf(slot.routine)];
  return { source, event: event.name, target, slot: slot.name, ...mappingOf(options) };
}

const mappingOf = (options: ConnectOptions | undefined): Pick<ConnectionDefinition, "paramMapping"> =>
  options?.paramMapping ? { paramMapping: { ...options.paramMapping } } : {};
