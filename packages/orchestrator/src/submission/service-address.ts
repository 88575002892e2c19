import { isIPv6 } from "node:net";
import type { DockerinfoEntry } from "@gantry/contracts";
import { displayName } from "./display-name.ts";

/** `baseUrl` is `http://host:port`, spelled as it will be connected to. */
export type AddressReading =
  | { readonly ok: true; readonly baseUrl: string; readonly host: string }
  | { readonly ok: false; readonly field: "ip_address" | "port"; readonly message: string };

/** No character that would end the host part of a URL, or start another. */
const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/;

/** The base URL of a dockerinfo entry, or what is wrong with its port or address. */
export function readServiceAddress(entry: DockerinfoEntry): AddressReading {
  const container = displayName(entry.container_name);
  const port = readPort(entry.port);
  if (port === null) {
    const message = `Invalid port for ${container}: ${displayName(String(entry.port))}`;
    return { ok: false, field: "port", message };
  }
  const host = readHost(entry.ip_address);
  if (host === null) {
    const message = `Invalid address for ${container}: ${displayName(entry.ip_address)}`;
    return { ok: false, field: "ip_address", message };
  }
  return { ok: true, baseUrl: `http://${host}:${port}`, host };
}

function readPort(port: string | number): number | null {
  const value = typeof port === "number" || /^\s*\d{1,5}\s*$/.test(port) ? Number(port) : Number.NaN;
  return Number.isInteger(value) && value >= 1 && value <= 65_535 ? value : null;
}

/** A host as URLs spell it: IPv4 in four decimals however it was written, IPv6 in brackets; null: it is none. */
function readHost(address: string): string | null {
  const text = address.trim();
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  // A zone (`fe80::1%eth0`) is passed by isIPv6, and refused by the URL.
  const authority = isIPv6(bare) ? `[${bare}]` : HOST_NAME.test(text) ? text : null;
  if (authority === null || !URL.canParse(`http://${authority}`)) return null;
  return new URL(`http://${authority}`).hostname;
}
