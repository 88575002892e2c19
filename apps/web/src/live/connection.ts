import { LIVE_STALE_AFTER_MS } from "@gantry/contracts";

/**
 * How far a live view can be trusted.
 * connecting: nothing heard yet. live: the server was heard within 5 s. reconnecting: the socket closed less than
 * 5 s ago. stale: nothing heard for 5 s, whatever the socket claims; `sinceMs` is the last moment that is shown.
 */
export type Connection =
  | { readonly kind: "connecting"; readonly sinceMs: number }
  | { readonly kind: "live"; readonly lagMs: number }
  | { readonly kind: "reconnecting"; readonly sinceMs: number }
  | { readonly kind: "stale"; readonly sinceMs: number };

export type ConnectionSignal =
  | { readonly kind: "closed"; readonly atMs: number }
  | { readonly kind: "heard"; readonly atMs: number; readonly serverTimeMs: number }
  | { readonly kind: "tick"; readonly atMs: number };

export interface ConnectionState {
  readonly connection: Connection;
  readonly lastHeardAtMs: number | null;
  /** Our clock minus the server's, plus the fastest delivery seen; null before the first sign of life. */
  readonly clockOffsetMs: number | null;
  /** The slowest delivery since the last tick, beyond the fastest ever seen. */
  readonly worstLagMs: number;
}

/** How quickly the offset follows a clock that drifts: a share of the difference per message. */
const OFFSET_DRIFT_SHARE = 0.02;

export const initialConnection = (atMs: number): ConnectionState => ({
  connection: { kind: "connecting", sinceMs: atMs },
  lastHeardAtMs: null,
  clockOffsetMs: null,
  worstLagMs: 0,
});

/**
 * The next state of the connection. `connection` keeps its identity unless what it shows has changed; its lag is
 * renewed once per tick, so that a badge does not flicker with every frame.
 */
export function nextConnection(state: ConnectionState, signal: ConnectionSignal): ConnectionState {
  switch (signal.kind) {
    case "closed":
      if (state.connection.kind === "stale" || state.connection.kind === "reconnecting") return state;
      return { ...state, connection: { kind: "reconnecting", sinceMs: signal.atMs } };
    case "heard":
      return heard(state, signal.atMs, signal.serverTimeMs);
    case "tick":
      return state.connection.kind === "stale" ? state : renewed(state, signal.atMs);
  }
}

function heard(state: ConnectionState, atMs: number, serverTimeMs: number): ConnectionState {
  const delay = atMs - serverTimeMs;
  const held = state.clockOffsetMs;
  const clockOffsetMs = held === null || delay < held ? delay : held + (delay - held) * OFFSET_DRIFT_SHARE;
  const lagMs = Math.max(0, Math.round(delay - clockOffsetMs));
  return {
    connection: state.connection.kind === "live" ? state.connection : { kind: "live", lagMs },
    lastHeardAtMs: atMs,
    clockOffsetMs,
    worstLagMs: Math.max(state.worstLagMs, lagMs),
  };
}

function renewed(state: ConnectionState, atMs: number): ConnectionState {
  const { connection, worstLagMs } = state;
  const sinceMs = state.lastHeardAtMs ?? (connection.kind === "live" ? atMs : connection.sinceMs);
  if (atMs - sinceMs >= LIVE_STALE_AFTER_MS) return { ...state, connection: { kind: "stale", sinceMs } };
  if (connection.kind !== "live" || connection.lagMs === worstLagMs) return { ...state, worstLagMs: 0 };
  return { ...state, connection: { kind: "live", lagMs: worstLagMs }, worstLagMs: 0 };
}
