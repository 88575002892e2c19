import { expect, test } from "vitest";
import { grpcTarget } from "./grpc-target.ts";

test.each(["service-a:50051", "10.0.0.7:1", "[::1]:65535", "pb_generator.internal:50051"])(
  "%s is a host and a port",
  (uri) => {
    expect(grpcTarget(uri)).toBe(`dns:${uri}`);
  },
);

test.each(["unix:50051", "xds:443", "dns:53", "ipv4:80"])(
  "%s is taken for the host that it spells, never for a scheme of gRPC's",
  (uri) => {
    expect(grpcTarget(uri)).toBe(`dns:${uri}`);
  },
);

test.each([
  "",
  "service-a",
  ":50051",
  "service-a:",
  "service-a:0",
  "service-a:65536",
  "service-a:50051/x",
  "unix:/run/docker.sock",
  "unix:///run/docker.sock",
  "unix-abstract:name",
  "dns:service-a:50051",
  "dns://8.8.8.8/service-a:50051",
  "http://service-a:50051",
  "grpc://service-a:50051",
  "a,b:50051",
  "user@service-a:50051",
  "service a:50051",
  "service-a:50051\n",
  "[::1:50051",
  "::1:50051",
  `${"a".repeat(254)}:50051`,
])("%j is refused: it is not host:port", (uri) => {
  expect(() => grpcTarget(uri)).toThrow("A gRPC uri must be host:port");
});
