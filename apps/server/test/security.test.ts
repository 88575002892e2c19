import { readdir, readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blueprintOf, dockerinfoOf } from "./blueprints.ts";
import { TestServer, type LiveClient } from "./test-server.ts";
import { startTestService } from "./test-services.ts";
import { waitUntil } from "./wait-until.ts";

/** "connected", or why not. */
const outcome = (client: LiveClient): Promise<string> =>
  new Promise((resolve) => {
    client.once("connect", () => resolve("connected"));
    client.once("connect_error", (error) => resolve(error.message));
  });

/** Sends raw bytes and collects what comes until the other side closes. */
const raw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect(port, "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.on("data", (chunk) => (received += chunk.toString()));
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
  });

describe("on this machine, without a token", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const port = () => Number(new URL(server.url).port);
  const own = (headers: string) => raw(port(), `GET /workflows HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);

  test("a rebound host name is refused on every surface", async () => {
    expect(await own(`Host: rebound.example:${port()}\r\n`)).toMatch(/^HTTP\/1.1 403 /);
    expect(await own(`Host: localhost:${port()}\r\n`)).toMatch(/^HTTP\/1.1 200 /);
    for (const path of ["/", "/trpc/system.status", "/health", "/_next/x"]) {
      expect(await raw(port(), `GET ${path} HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 403 /,
      );
    }
  });

  test("another site's request is refused, and no answer allows one", async () => {
    const foreign = await server.call("POST", "/workflows", { body: {}, headers: { origin: "https://evil.example" } });
    expect(foreign.status).toBe(403);
    const preflight = await server.call("OPTIONS", "/workflows", {
      headers: { "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
    expect((await server.call("GET", "/workflows", { headers: { origin: server.url } })).status).toBe(200);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
  ])("a body of %s is refused, by tRPC too", async (type) => {
    for (const path of ["/workflows", "/trpc/workflows.submit"]) {
      const answer = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": type },
        body: "{}",
      });
      expect(answer.status).toBe(415);
    }
  });

  test("an invalid token is refused, not ignored", async () => {
    const answer = await server.call("GET", "/workflows/x", { headers: { authorization: "Bearer wrong" } });
    expect(answer).toMatchObject({ status: 401, body: { detail: "Unauthorized" } });
  });

  test("answers carry the policy, and cannot be framed or sniffed", async () => {
    const { headers } = await server.call("GET", "/health");
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-[^']+'/);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    const again = await server.call("GET", "/health");
    expect(again.headers.get("content-security-policy")).not.toBe(headers.get("content-security-policy"));
  });

  test("a socket of this machine connects; another site's does not", async () => {
    expect(await outcome(server.live())).toBe("connected");
    expect(await outcome(server.live({ headers: { origin: "https://evil.example" } }))).not.toBe("connected");
    expect(await outcome(server.live({ headers: { host: "rebound.example" } }))).not.toBe("connected");
  });

  test("only Socket.IO may upgrade, and only to a WebSocket", async () => {
    const upgrade = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
    expect(await raw(port(), upgrade("/"))).toBe("");
    expect(await raw(port(), upgrade("/_next/webpack-hmr"))).toBe("");
    expect(await raw(port(), upgrade("/trpc/system.status"))).toBe("");
    const polling = await server.call("GET", "/socket.io/?EIO=4&transport=polling");
    expect(polling.status).toBe(400);
  });

  test("a link-local address is refused at submission, in any spelling", async () => {
    for (const address of ["169.254.169.254", "0xa9fea9fe", "[::ffff:169.254.169.254]"]) {
      const dockerinfo = { docker_info_list: [{ container_name: "my-service", ip_address: address, port: 80 }] };
      const answer = await server.call("POST", "/workflows", {
        body: { blueprint: blueprintOf(["Quick"]), dockerinfo },
      });
      expect(answer).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining("Invalid dockerinfo") as unknown },
      });
    }
  });
});

describe("with tokens", () => {
  const KEY = "compatible-key-of-this-test";
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ ORCHESTRATOR_API_KEY: KEY });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const bearer = { authorization: `Bearer ${KEY}` };

  test("nothing but health answers without one", async () => {
    expect(await server.call("GET", "/health")).toMatchObject({ status: 200 });
    for (const path of ["/workflows", "/workflows/x", "/metrics", "/openapi.json", "/docs", "/trpc/system.status"]) {
      expect((await server.call("GET", path)).status, path).toBeOneOf([401, 302]);
    }
    expect((await server.call("GET", "/health/x")).status).toBe(404);
    const refused = await server.call("POST", "/workflows", { body: {} });
    expect(refused).toMatchObject({ status: 401, body: { detail: "Unauthorized" } });
    expect(await outcome(server.live())).not.toBe("connected");
  });

  test("the compatible key opens REST, tRPC and sockets", async () => {
    expect((await server.call("GET", "/workflows", { headers: bearer })).status).toBe(200);
    expect((await server.call("GET", "/trpc/system.status", { headers: bearer })).status).toBe(200);
    expect(await outcome(server.live({ headers: bearer }))).toBe("connected");
  });

  test("the printed link signs one browser in, whose cookie reads but changes nothing by itself", async () => {
    const link = server.entryUrl.slice(server.url.length);
    const signedIn = await server.call("GET", link);
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(signedIn.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await server.call("GET", "/workflows", { headers: { cookie } })).status).toBe(200);
    expect(await outcome(server.live({ headers: { cookie } }))).toBe("connected");
    expect((await server.call("POST", "/workflows", { body: {}, headers: { cookie } })).status).toBe(401);
    expect(
      (await server.call("POST", "/workflows", { body: {}, headers: { cookie, origin: "https://evil.example" } }))
        .status,
    ).toBe(403);
    expect(
      (await server.call("POST", "/workflows", { body: {}, headers: { cookie, origin: server.url } })).status,
    ).toBe(422);
    expect((await server.call("GET", link)).headers.get("set-cookie")).toBeNull();
  });

  test("a token signs a browser in at the form", async () => {
    const headers = { origin: server.url };
    expect((await server.call("POST", "/sign-in", { body: { token: "wrong" }, headers })).status).toBe(401);
    const signedIn = await server.call("POST", "/sign-in", { body: { token: KEY }, headers });
    expect(signedIn.headers.get("set-cookie")).toContain("gantry_session=");
  });
});

describe("an address that others can reach", () => {
  test("is not listened on before anyone has a token, and the message says how to make one", async () => {
    await expect(TestServer.start({ HOST: "0.0.0.0" })).rejects.toThrow(/npm run token/);
  });

  test("is guarded by tokens, and calls no service until ranges are named", async () => {
    await using server = await TestServer.start({ HOST: "0.0.0.0", ORCHESTRATOR_API_KEY: "k" });
    const headers = { authorization: "Bearer k" };
    const body = {
      blueprint: blueprintOf(["Quick"]),
      dockerinfo: { docker_info_list: [{ container_name: "my-service", ip_address: "127.0.0.1", port: 80 }] },
    };
    const answer = await server.call("POST", "/workflows", { body, headers });
    expect(answer.body).toMatchObject({ detail: expect.stringContaining("GANTRY_SERVICE_RANGES") as unknown });
  });
});

test("a services_api_key reaches the service and nothing else: no answer, no row, no file", async () => {
  const canary = "sk-canary-3f9a1c77";
  await using service = await startTestService();
  await using server = await TestServer.start();
  const body = {
    blueprint: blueprintOf(["Quick", "Echo"], [["Quick", "Echo"]]),
    dockerinfo: dockerinfoOf(service.port),
    services_api_key: canary,
  };
  const submitted = await server.call("POST", "/workflows", { body });
  const { workflow_id: id } = submitted.body as { workflow_id: string };
  await waitUntil(
    () => server.call("GET", `/workflows/${id}`),
    (answer) => (answer.body as { status: string }).status === "failed",
  );
  expect(service.seen.at(-1)?.authorization).toBe(`Bearer ${canary}`);
  const paths = [
    `/workflows/${id}`,
    `/workflows/${id}/tasks`,
    `/trpc/workflows.get?input=${encodeURIComponent(JSON.stringify({ workflowId: id }))}`,
  ];
  for (const path of paths) expect(JSON.stringify((await server.call("GET", path)).body)).not.toContain(canary);
  await server.stop();
  for (const file of await readdir(server.dataDir)) {
    expect((await readFile(join(server.dataDir, file))).includes(canary), file).toBe(false);
  }
});
