import type { Actions } from "../application/actions.ts";
import type { Caller } from "../auth/caller.ts";

/** What each tRPC call gets. `caller` null: nobody signed in, and every procedure refuses. */
export interface TrpcContext {
  readonly actions: Actions;
  readonly caller: Caller | null;
}
