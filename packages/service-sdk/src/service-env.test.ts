import { expect, test } from "vitest";
import { readGrpcEnv, readServiceEnv } from "./service-env.ts";

test("an empty environment gives the documented defaults", () => {
  const defaults = { host: "0.0.0.0", port: 8080, apiKey: undefined, drainTimeoutMs: 20_000, lingerMs: 6_000 };
  expect(readServiceEnv({ env: {} })).toEqual(defaults);
  expect(readServiceEnv({ env: { HOST: "", PORT: "", SERVICE_API_KEY: "" } })).toEqual(defaults);
});

test("every variable is read", () => {
  const env = {
    HOST: "127.0.0.1",
    PORT: "0",
    SERVICE_API_KEY: "k3y",
    SERVICE_DRAIN_TIMEOUT_MS: "1",
    SERVICE_LINGER_MS: "2",
  };
  expect(readServiceEnv({ env })).toEqual({
    host: "127.0.0.1",
    port: 0,
    apiKey: "k3y",
    drainTimeoutMs: 1,
    lingerMs: 2,
  });
});

test.each(["80a", "-1", "65536", "1.5"])("PORT=%s is refused by name", (PORT) => {
  expect(() => readServiceEnv({ env: { PORT } })).toThrow(`PORT must be a whole number from 0 to 65535, not "${PORT}"`);
});

test("the gRPC side has its documented defaults, and reads every variable", () => {
  expect(readGrpcEnv({})).toEqual({ host: "0.0.0.0", grpcPort: 50_051, grpcHost: "my-service" });
  expect(readGrpcEnv({ HOST: "::1", GRPC_PORT: "0", GRPC_HOST: "localhost" })).toEqual({
    host: "::1",
    grpcPort: 0,
    grpcHost: "localhost",
  });
  expect(() => readGrpcEnv({ GRPC_PORT: "x" })).toThrow('GRPC_PORT must be a whole number from 0 to 65535, not "x"');
});
