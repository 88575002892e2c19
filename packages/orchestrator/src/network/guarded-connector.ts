import type { LookupAddress, LookupAllOptions } from "node:dns";
import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { buildConnector } from "undici";
import type { AddressGuard } from "./address-guard.ts";

/** What a name resolves to: dns.lookup with `all`. */
export type ResolveHost = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A connection that was not made because of the address it would have gone to. */
export class AddressRefusedError extends Error {
  constructor(hostname: string, refusal: string) {
    super(isIP(hostname) === 0 ? `${hostname} resolves to an address that is refused: ${refusal}` : refusal);
    this.name = "AddressRefusedError";
  }
}

interface ConnectorOptions {
  readonly guard: AddressGuard;
  readonly connectTimeoutMs: number;
  readonly resolve?: ResolveHost;
}

/**
 * Connects only to addresses that the guard lets through. The check is on the addresses that the socket is given, by
 * the very lookup that it connects with, so that a name cannot mean one address when checked and another when called.
 */
export function createGuardedConnector({
  guard,
  connectTimeoutMs,
  resolve = lookup,
}: ConnectorOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(guard, resolve) });
  return (options, callback) => {
    // Node looks up names only: an address is judged here.
    const refusal = isIP(options.hostname) === 0 ? null : guard.refusalOf(options.hostname);
    if (refusal === null) connect(options, callback);
    else callback(new AddressRefusedError(options.hostname, refusal), null);
  };
}

function guardedLookup(guard: AddressGuard, resolve: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = addresses.filter(({ address }) => guard.refusalOf(address) === null);
      const [first] = allowed;
      if (first === undefined) {
        const refusal = guard.refusalOf(addresses[0]?.address ?? "");
        return callback(new AddressRefusedError(hostname, refusal ?? "it has no address"), []);
      }
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}
