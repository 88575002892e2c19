import { isLoopback } from "../env.ts";

export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/** What is wrong with where a request comes from, as a message; null: nothing. */
export type OriginCheck = (request: RequestOrigin) => string | null;

/**
 * Local mode: a page of any site that the user visits can reach this port, so `Host` must name the loopback (a
 * rebound name does not), with our port, and `Origin` must be absent or our own.
 */
export const localOriginCheck =
  (port: () => number): OriginCheck =>
  ({ host, origin }) => {
    if (!namesLoopback(host, port())) return "Host must be localhost or a loopback address with this server's port";
    return origin === undefined || isOwnOrigin(origin, port()) ? null : "Origin must be this server's own";
  };

/** Exposed: names are the operator's business, but a browser's `Origin` must be the host that it calls. */
export const exposedOriginCheck: OriginCheck = ({ host, origin }) => {
  if (origin === undefined) return null;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
    ? null
    : "Origin must be this server's own";
};

function isOwnOrigin(origin: string, port: number): boolean {
  return URL.canParse(origin) && new URL(origin).protocol === "http:" && namesLoopback(new URL(origin).host, port);
}

function namesLoopback(host: string | undefined, port: number): boolean {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(host?.toLowerCase() ?? "");
  const name = match?.[1]?.replace(/^\[(.*)\]$/, "$1");
  return name !== undefined && isLoopback(name) && Number(match?.[2] ?? 80) === port;
}
