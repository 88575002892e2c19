import { AppError } from "@gantry/contracts";
import ipaddr from "ipaddr.js";

/** One block of addresses, as ipaddr.js matches it. */
export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number];

const LOOPBACK = ["127.0.0.0/8", "::1/128"];
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

/** Words that stand for ranges, so that nobody has to look up the usual ones. */
const NAMED_RANGES: ReadonlyMap<string, readonly string[]> = new Map([
  ["loopback", LOOPBACK],
  ["private", PRIVATE],
]);

/**
 * Reads the operator's allow-list, GANTRY_SERVICE_RANGES: addresses, CIDR ranges, and the words `loopback` and
 * `private`, separated by commas or spaces. "" allows nothing.
 * @throws AppError `invalid_input` that names the part that is none of these.
 */
export function parseServiceRanges(text: string): AddressRange[] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  return parts.flatMap((part) => (NAMED_RANGES.get(part) ?? [part]).map(parseRange));
}

/** Where services may be when the operator says nothing: on this machine or network, and nowhere once we are exposed. */
export function defaultServiceRanges({ exposed }: { readonly exposed: boolean }): AddressRange[] {
  return exposed ? [] : [...LOOPBACK, ...PRIVATE].map(parseRange);
}

function parseRange(text: string): AddressRange {
  // Only the plain four-part form of IPv4: `10.1` is more likely a slip than a wish for 10.0.0.1.
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return [ipaddr.parse(text), 32];
  if (ipaddr.IPv6.isValid(text)) return [ipaddr.parse(text), 128];
  throw new AppError(
    "invalid_input",
    `GANTRY_SERVICE_RANGES: "${text}" is not an address range. Write CIDR ranges such as 10.0.0.0/8, loopback or private.`,
  );
}
