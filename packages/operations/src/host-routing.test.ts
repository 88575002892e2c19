import { expect, test } from "vitest";
import { hostRoutingOf, hostServiceName } from "./host-routing.ts";

test.each([
  ["true", true],
  ["TRUE", true],
  [" True ", true],
  ["1", false],
  ["yes", false],
  ["false", false],
  ["", false],
  [undefined, false],
])("page 5: USE_MY_HOST_SERVICE=%s means %s", (value, expected) => {
  expect(hostRoutingOf("MY", { USE_MY_HOST_SERVICE: value }).useHostService).toBe(expected);
});

test("page 5: the host service's URL comes from <NAME>_HOST_SERVICE_URL", () => {
  const environment = { USE_MY_HOST_SERVICE: "true", MY_HOST_SERVICE_URL: "http://127.0.0.1:5002" };
  expect(hostRoutingOf("MY", environment)).toEqual({
    useHostService: true,
    hostServiceUrl: "http://127.0.0.1:5002",
  });
  expect(() => hostRoutingOf("MY", { ...environment, MY_HOST_SERVICE_URL: "localhost:5002" })).toThrow(
    'MY_HOST_SERVICE_URL is "localhost:5002"; it must be a http:// or https:// URL',
  );
});

test.each([
  ["MyService", "MY"],
  ["TrainingService", "TRAINING"],
  ["MarketDataManager", "MARKET_DATA"],
  ["market data service", "MARKET_DATA"],
])("%s is configured as %s", (serviceName, name) => {
  expect(hostServiceName(serviceName)).toBe(name);
});
