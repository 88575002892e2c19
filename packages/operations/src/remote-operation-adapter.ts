import type { JsonObject } from "@gantry/contracts";

/** What a remote says of its work. Its own words and spelling: `status` is `running`, `completed`, `failed` or `stopped`. */
export type RemoteSnapshot = JsonObject & { readonly status: string };

/** A service elsewhere that does the work and is asked how it goes. Source: seed 4 "Pattern 3: Polling Remote Operations". */
export interface RemoteOperationAdapter {
  /** Rejects when the remote cannot be asked or does not know the session. Must give up when `signal` is aborted. */
  getStatus(sessionId: string, signal: AbortSignal): Promise<RemoteSnapshot>;
  /** Tells the remote to stop; called at most once. */
  cancel(sessionId: string, reason: string): Promise<void>;
}
