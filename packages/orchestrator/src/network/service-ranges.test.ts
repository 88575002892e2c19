import { AppError } from "@gantry/contracts";
import { describe, expect, it } from "vitest";
import { defaultServiceRanges, parseServiceRanges } from "./service-ranges.ts";

const shown = (text: string): string[] => parseServiceRanges(text).map(([base, bits]) => `${String(base)}/${bits}`);

describe("parseServiceRanges", () => {
  it("reads addresses, CIDR ranges and names, separated by commas or spaces", () => {
    expect(shown("10.1.2.3, 10.0.0.0/8 ::1,fd00::/8\nloopback")).toEqual([
      "10.1.2.3/32",
      "10.0.0.0/8",
      "::1/128",
      "fd00::/8",
      "127.0.0.0/8",
      "::1/128",
    ]);
  });

  it("reads nothing as nothing allowed", () => {
    expect(shown(" ,")).toEqual([]);
  });

  it.each(["10.1", "10.0.0.0/33", "localhost", "10.0.0.0/8;", "*", "0x7f.1/8"])("refuses %j by name", (text) => {
    expect(() => parseServiceRanges(`127.0.0.1 ${text}`)).toThrow(AppError);
    expect(() => parseServiceRanges(`127.0.0.1 ${text}`)).toThrow(`GANTRY_SERVICE_RANGES: "${text}"`);
  });
});

it("allows this machine and private networks by default, and nothing at all once exposed", () => {
  expect(defaultServiceRanges({ exposed: false }).map(([base]) => String(base))).toEqual([
    "127.0.0.0",
    "::1",
    "10.0.0.0",
    "172.16.0.0",
    "192.168.0.0",
    "fc00::",
  ]);
  expect(defaultServiceRanges({ exposed: true })).toEqual([]);
});
