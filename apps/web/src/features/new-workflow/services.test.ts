import { expect, test } from "vitest";
import { servicesOf } from "./services.ts";

test("of a container named twice the last address counts", () => {
  const entry = (port: number | string) => ({ container_name: "a", ip_address: "127.0.0.1", port });
  expect(servicesOf({ docker_info_list: [entry(1), entry("2")] })).toEqual([
    { containerName: "a", address: "127.0.0.1:2" },
  ]);
});

test.each([undefined, null, {}, { docker_info_list: [{}] }])("%j names no services", (dockerinfo) => {
  expect(servicesOf(dockerinfo)).toEqual([]);
});
