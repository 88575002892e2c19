import { afterAll, beforeAll, expect, test } from "vitest";
import { TestServer } from "./test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}) => server.call("GET", path, { headers });
const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test("one path is a page for a browser and for Next's router, and the API for everyone else", async () => {
  expect((await get("/workflows", BROWSER)).body).toMatch(/^page \/workflows /);
  expect((await get("/workflows?_rsc=1", { rsc: "1" })).body).toMatch(/^page /);
  expect((await get("/workflows")).body).toMatchObject({ workflows: [] });
});

test("what is no page is the API for a browser too", async () => {
  expect((await get("/workflows/wf-none/tasks", BROWSER)).body).toEqual({ detail: "Workflow not found" });
  expect((await get("/health", BROWSER)).body).toEqual({ status: "ok" });
  expect((await get("/docs", BROWSER)).body).toContain("<h1>REST API</h1>");
  expect((await get("/openapi.json", BROWSER)).body).toMatchObject({ openapi: "3.1.0" });
});

test("a page is rendered under the policy that it is sent with, whatever the request said", async () => {
  const { body, headers } = await get("/", { ...BROWSER, "content-security-policy": "script-src *" });
  expect(body).toBe(`page / under ${headers.get("content-security-policy") ?? ""}`);
});

test("files of pages come without a content type to ask for, and what changes things is never a page", async () => {
  expect((await get("/_next/static/chunk.js")).body).toMatch(/^page /);
  expect(await server.call("POST", "/nowhere", { headers: BROWSER })).toMatchObject({
    status: 404,
    body: { detail: "Not Found" },
  });
});
