import { describe, expect, it } from "vitest";
import { createAddressGuard } from "./address-guard.ts";
import { defaultServiceRanges, parseServiceRanges } from "./service-ranges.ts";

const local = createAddressGuard({ ranges: defaultServiceRanges({ exposed: false }) });
const everything = createAddressGuard({ ranges: parseServiceRanges("0.0.0.0/0 ::/0") });

describe("an address guard", () => {
  it.each(["127.0.0.1", "127.9.9.9", "::1", "10.2.3.4", "172.31.0.1", "192.168.1.1", "fd12::1", "::ffff:10.0.0.1"])(
    "lets %s through by default",
    (address) => {
      expect(local.refusalOf(address)).toBeNull();
    },
  );

  it.each(["8.8.8.8", "172.32.0.1", "100.64.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::a00:1"])(
    "refuses %s by default, naming it and the setting",
    (address) => {
      expect(local.refusalOf(address)).toContain(address);
      expect(local.refusalOf(address)).toContain("add it to GANTRY_SERVICE_RANGES");
    },
  );

  it.each([
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "0xa9.0xfe.0xa9.0xfe",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "0:0:0:0:0:ffff:a9fe:a9fe",
    "64:ff9b::169.254.169.254",
    "2002:a9fe:a9fe::1",
    "169.254.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "FD00:0EC2:0:0:0:0:0:254",
    "fd20:ce::254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "0.0.0.0",
    "::",
    "255.255.255.255",
    "224.0.0.1",
    "ff02::1",
  ])("refuses %s whatever the operator allows", (address) => {
    expect(everything.refusalOf(address)).toContain("is an address that no service may have");
  });

  it("refuses what is no address at all", () => {
    expect(everything.refusalOf("localhost")).toBe("localhost is not an IP address");
    expect(everything.refusalOf("")).toBe(" is not an IP address");
  });

  it("judges a host by its spelling only where it is an address", () => {
    expect(local.refusalOfHost("[::1]")).toBeNull();
    expect(local.refusalOfHost("metadata.internal")).toBeNull();
    expect(local.refusalOfHost("[::ffff:a9fe:a9fe]")).toContain("169.254.169.254");
  });
});
