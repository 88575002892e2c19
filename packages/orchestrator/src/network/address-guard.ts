import ipaddr from "ipaddr.js";
import type { AddressRange } from "./service-ranges.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Kinds of addresses that no service has, whatever the operator allows. */
const NEVER_KINDS: ReadonlySet<string> = new Set(["linkLocal", "unspecified", "multicast", "broadcast"]);

/** Where clouds keep credentials for whoever asks from inside: link-local ones aside, which are refused by kind. */
const METADATA: readonly Address[] = [
  "fd00:ec2::254", // AWS, by IPv6
  "fd20:ce::254", // Google Cloud, by IPv6
  "100.100.100.200", // Alibaba Cloud
  "168.63.129.16", // Azure
  "192.0.0.192", // Oracle Cloud
].map((text) => ipaddr.parse(text));

/** Decides by address whether a service may be called: what an upload names is not to be trusted (SSRF). */
export interface AddressGuard {
  /**
   * @param address an IP address in any spelling (decimal, hexadecimal, octal, IPv4 inside IPv6).
   * @returns what is against calling it, naming the address and the setting; null: nothing.
   */
  refusalOf(address: string): string | null;
  /** The same for a host of a URL: null also for a name, since only what it resolves to can be judged. */
  refusalOfHost(host: string): string | null;
}

/** A guard that lets through what lies in `ranges`, except what is always refused. */
export function createAddressGuard({ ranges }: { readonly ranges: readonly AddressRange[] }): AddressGuard {
  const refusalOf = (text: string): string | null => {
    if (!ipaddr.isValid(text)) return `${text} is not an IP address`;
    const address = ipaddr.process(text);
    const carried = carriedIpv4(address);
    for (const candidate of carried === null ? [address] : [address, carried]) {
      if (isNever(candidate)) return `${describe(text, candidate)} is an address that no service may have`;
    }
    if (ranges.some((range) => isInside(address, range))) return null;
    return `${describe(text, address)} is outside the ranges where services may be: add it to GANTRY_SERVICE_RANGES to allow it`;
  };
  return {
    refusalOf,
    refusalOfHost: (host) => {
      const bare = host.replace(/^\[(.*)\]$/, "$1");
      return ipaddr.isValid(bare) ? refusalOf(bare) : null;
    },
  };
}

function isNever(address: Address): boolean {
  return NEVER_KINDS.has(address.range()) || METADATA.some((metadata) => String(metadata) === String(address));
}

function isInside(address: Address, [base, bits]: AddressRange): boolean {
  return address.kind() === base.kind() && address.match([base, bits]);
}

/** The IPv4 address that a translator (NAT64, 6to4) would call for an IPv6 one; mapped ones are unwrapped before. */
function carriedIpv4(address: Address): ipaddr.IPv4 | null {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case "rfc6052":
      return new ipaddr.IPv4(bytes.slice(12, 16));
    case "6to4":
      return new ipaddr.IPv4(bytes.slice(2, 6));
    default:
      return null;
  }
}

function describe(written: string, address: Address): string {
  const plain = address.toString();
  return written === plain ? plain : `${written} (${plain})`;
}
