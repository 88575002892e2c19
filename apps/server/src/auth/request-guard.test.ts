import { describe, expect, test } from "vitest";
import { RequestGuard, type IncomingRequest } from "./request-guard.ts";
import { exposedOriginCheck, localOriginCheck } from "./request-origin.ts";
import { SESSION_COOKIE, SessionCookies } from "./session-cookie.ts";
import { SignInLink } from "./sign-in-link.ts";
import type { ApiToken } from "./token-store.ts";

const local = localOriginCheck(() => 8000);

describe("local mode", () => {
  test.each(["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000", "127.1.2.3:8000"])(
    "takes %s for this machine",
    (host) => expect(local({ host, origin: undefined })).toBeNull(),
  );

  test.each([
    undefined,
    "",
    "rebound.example:8000",
    "localhost",
    "localhost:9000",
    "localhost.evil.example:8000",
    "10.0.0.1:8000",
    "localhost:8000@evil",
    "127.0.0.1.nip.io:8000",
  ])("refuses the host %s", (host) => expect(local({ host, origin: undefined })).toMatch(/^Host must be/));

  test.each([
    "null",
    "https://evil.example",
    "http://localhost:3000",
    "https://localhost:8000",
    "http://localhost.evil.example:8000",
  ])("refuses the origin %s", (origin) => expect(local({ host: "localhost:8000", origin })).toMatch(/^Origin must be/));

  test("takes its own origin", () => {
    expect(local({ host: "localhost:8000", origin: "http://127.0.0.1:8000" })).toBeNull();
  });
});

test("exposed, a browser's origin must be the host that it calls", () => {
  expect(exposedOriginCheck({ host: "gantry.example", origin: undefined })).toBeNull();
  expect(exposedOriginCheck({ host: "gantry.example", origin: "https://gantry.example" })).toBeNull();
  expect(exposedOriginCheck({ host: "gantry.example", origin: "https://evil.example" })).not.toBeNull();
  expect(exposedOriginCheck({ host: "gantry.example", origin: "null" })).not.toBeNull();
});

describe("token mode", () => {
  const tokens = new Map<string, ApiToken>([["good", { tokenId: "token_1", name: "ci", scope: "run" }]]);
  let nowMs = 1_000_000;
  const sessions = new SessionCookies({ key: Buffer.alloc(32, 7), nowMs: () => nowMs });
  const guard = new RequestGuard({
    mode: "token",
    originCheck: exposedOriginCheck,
    tokens: {
      findBySecret: (secret) => Promise.resolve(tokens.get(secret) ?? null),
      findById: (id) => Promise.resolve([...tokens.values()].find(({ tokenId }) => tokenId === id) ?? null),
      hasActive: () => Promise.resolve(tokens.size > 0),
    },
    sessions,
    orchestratorApiKey: "compatible-key",
  });
  const request = (headers: IncomingRequest["headers"], method = "GET"): IncomingRequest => ({
    method,
    headers: { host: "gantry.example", ...headers },
    remoteAddress: "192.0.2.1",
  });
  const cookieOf = (setCookie: string) => setCookie.split(";")[0];

  test("nobody is nobody", async () => {
    expect(await guard.identify(request({}))).toBeNull();
  });

  test("a token names its caller and its scope", async () => {
    expect(await guard.identify(request({ authorization: "Bearer good" }))).toMatchObject({
      name: "ci",
      scope: "run",
      via: "token",
    });
  });

  test("the compatible key may do everything", async () => {
    expect(await guard.identify(request({ authorization: "Bearer compatible-key" }))).toMatchObject({ scope: "admin" });
  });

  test.each(["Bearer bad", "Bearer", "Basic Z29vZDo=", "good"])(
    "%s is refused, never taken for nobody",
    async (authorization) => {
      await expect(guard.identify(request({ authorization }))).rejects.toMatchObject({ code: "unauthorized" });
    },
  );

  test("a cookie reads by itself, but changes nothing unless a page of ours asks", async () => {
    const cookie = cookieOf(sessions.issue({ kind: "operator" }, { secure: false }));
    expect(await guard.identify(request({ cookie }))).toMatchObject({ name: "operator", via: "cookie" });
    expect(await guard.identify(request({ cookie }, "POST"))).toBeNull();
    expect(await guard.identify(request({ cookie, origin: "https://gantry.example" }, "POST"))).not.toBeNull();
  });

  test("a cookie ends with its token, with its time, and when it is changed", async () => {
    const cookie = cookieOf(sessions.issue({ kind: "token", tokenId: "token_1" }, { secure: true })) ?? "";
    expect(await guard.identify(request({ cookie }))).toMatchObject({ name: "ci" });
    expect(
      await guard.identify(request({ cookie: cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A")) })),
    ).toBeNull();
    tokens.delete("good");
    expect(await guard.identify(request({ cookie }))).toBeNull();
    const operator = cookieOf(sessions.issue({ kind: "operator" }, { secure: false }));
    nowMs += 8 * 24 * 3_600_000;
    expect(await guard.identify(request({ cookie: operator }))).toBeNull();
  });

  test("a cookie of our name that is not ours is nobody", async () => {
    expect(await guard.identify(request({ cookie: `${SESSION_COOKIE}=` }))).toBeNull();
    expect(await guard.identify(request({ cookie: `a=b; ${SESSION_COOKIE}=e30.AAAA` }))).toBeNull();
  });
});

test("the printed link signs in once", () => {
  const link = new SignInLink();
  expect(link.redeem("guess")).toBe(false);
  expect(link.redeem(link.secret)).toBe(true);
  expect(link.redeem(link.secret)).toBe(false);
});
