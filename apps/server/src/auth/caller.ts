import { AppError } from "@gantry/contracts";

/** What a token may do: look; submit and steer; remove. Each scope includes the ones before it. */
export const SCOPES = ["read", "run", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks. `local` is this machine without a token; the others name their token. */
export interface Caller {
  readonly name: string;
  readonly scope: Scope;
  readonly via: "local" | "token" | "cookie";
  readonly remoteAddress: string;
}

export const hasScope = (caller: Caller, needed: Scope): boolean =>
  SCOPES.indexOf(caller.scope) >= SCOPES.indexOf(needed);

/** @throws AppError `unauthorized` for nobody, `forbidden` when the caller's scope does not reach `needed`. */
export function requireScope(caller: Caller | null, needed: Scope): Caller {
  if (caller === null) throw new AppError("unauthorized", "Unauthorized");
  if (!hasScope(caller, needed)) {
    throw new AppError("forbidden", `This needs the scope "${needed}"; ${caller.name} has "${caller.scope}"`);
  }
  return caller;
}
