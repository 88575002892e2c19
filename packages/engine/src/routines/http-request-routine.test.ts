import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { JsonObject } from "@gantry/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Flow, Routine, type Job } from "../index.ts";
import { HttpRequestRoutine, type HttpRequestOptions, type HttpRequestPorts } from "./index.ts";

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const seen: Seen[] = [];
/** Called when a request has come that is never answered. */
let hung: () => void = () => undefined;

/** Answers by path: /status/<code>, /text, /large, /never; anything else with 200 and JSON. */
const server = createServer((request, response) => {
  void (async () => {
    const { method, url = "", headers } = request;
    seen.push({ method, url, headers, body: await text(request) });
    if (url.startsWith("/never")) {
      hung();
      return;
    }
    if (url === "/text") return void response.end("plain");
    response.setHeader("content-type", "application/json");
    if (url === "/large") return void response.end(JSON.stringify("x".repeat(10_000)));
    if (url === "/status/302")
      response.setHeaders(
        new Map([
          ["location", "/elsewhere"],
          ["set-cookie", "session=1"],
        ]),
      );
    response.statusCode = url.startsWith("/status/") ? Number(url.slice("/status/".length)) : 200;
    response.end(JSON.stringify({ ok: response.statusCode === 200 }));
  })();
});

beforeEach(async () => {
  seen.length = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const urlOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

class Receiver extends Routine {
  constructor(receive: (data: JsonObject) => void) {
    super();
    this.defineSlot("input", (data) => {
      receive(data);
    });
  }
}

/** Starts a Job whose one message makes the request; `received` is what came of it, by Event. */
async function send(options: HttpRequestOptions, data: JsonObject = {}, ports: HttpRequestPorts = {}) {
  const received: [event: string, answer: JsonObject][] = [];
  const flow = new Flow({ flowId: "http", executionStrategy: "concurrent" });
  const request = new HttpRequestRoutine(options, ports);
  flow.addRoutine(request, "request");
  for (const event of [request.success, request.failure]) {
    const receiver = new Receiver((answer) => received.push([event.name, answer]));
    flow.addRoutine(receiver, `on-${event.name}`);
    flow.connect("request", event.name, `on-${event.name}`, "input");
  }
  return { job: await flow.execute("request", data), received };
}

async function answerOf(...args: Parameters<typeof send>) {
  const { job, received } = await send(...args);
  await job.waitForCompletion();
  return { received, error: errorOf(job) };
}

const errorOf = ({ state }: Job) => state.error;

describe("what is sent", () => {
  test("the message's values, encoded, stand in the URL; the host is the configuration's", async () => {
    await answerOf({ url: urlOf("/users/{id}?name={name}") }, { id: "a/b?", name: "ä&b" });
    expect(seen).toMatchObject([{ method: "GET", url: "/users/a%2Fb%3F?name=%C3%A4%26b", body: "" }]);
  });

  test("the whole message, or one key of it, is the JSON body; the task's id is its idempotency key", async () => {
    const { received } = await answerOf({ method: "POST", url: urlOf("/") }, { n: 1 });
    await answerOf({ method: "PUT", url: urlOf("/"), body: { key: "order" } }, { order: [1], other: 2 });
    await answerOf({ method: "POST", url: urlOf("/"), body: "none" }, { n: 1 });
    expect(seen.map(({ method, body }) => [method, body])).toEqual([
      ["POST", '{"n":1}'],
      ["PUT", "[1]"],
      ["POST", ""],
    ]);
    expect(seen[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(seen[0]?.headers["idempotency-key"]).toMatch(/^task_/);
    expect(received).toMatchObject([["success", { data: { n: 1 }, status: 200, body: { ok: true } }]]);
  });

  test("a secret comes from the environment where it runs, and stands in no definition", async () => {
    const headers = { authorization: { env: "TOKEN", prefix: "Bearer " }, accept: "application/json" };
    const request = new HttpRequestRoutine({ url: urlOf("/"), headers });
    await answerOf({ url: urlOf("/"), headers }, {}, { environment: { TOKEN: "hush" } });
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer hush", accept: "application/json" });
    expect(JSON.stringify(request.config())).not.toContain("hush");
    const { error } = await answerOf({ url: urlOf("/"), headers }, {}, { environment: {} });
    expect(error?.message).toBe("The request cannot be made: the environment variable TOKEN is not set where it runs");
  });

  test("it goes through the fetch that it is given", async () => {
    const calls: string[] = [];
    const guarded = async (url: string): Promise<Response> => {
      calls.push(url);
      return Promise.reject(new Error("this address must not be called"));
    };
    const { error } = await answerOf({ url: "http://internal.example/" }, {}, { fetch: guarded });
    expect(calls).toEqual(["http://internal.example/"]);
    expect(error).toEqual({
      code: "unreachable",
      message: "GET http://internal.example/: this address must not be called",
    });
  });
});

describe("what comes back", () => {
  test.each([201, 204, 404, 503])("status %i", async (status) => {
    const { received } = await answerOf({ url: urlOf(`/status/${status}`) });
    expect(received).toMatchObject([[status < 300 ? "success" : "failure", { status, data: {} }]]);
  });

  test("a redirect is not followed: it goes out with where it points, and without cookies", async () => {
    const { received } = await answerOf({ url: urlOf("/status/302") });
    expect(received).toMatchObject([["failure", { status: 302, headers: { location: "/elsewhere" } }]]);
    expect(received[0]?.[1].headers).not.toHaveProperty("set-cookie");
    expect(seen.map(({ url }) => url)).toEqual(["/status/302"]);
  });

  test("what is not JSON is text", async () => {
    expect((await answerOf({ url: urlOf("/text") })).received).toMatchObject([["success", { body: "plain" }]]);
  });

  test("a longer answer than allowed fails the attempt", async () => {
    const { error } = await answerOf({ url: urlOf("/large"), maxResponseBytes: 1_000 });
    expect(error).toMatchObject({
      code: "response_too_large",
      message: expect.stringContaining("1000 bytes") as string,
    });
  });

  test("a server that cannot be reached fails the attempt, which says why", async () => {
    const url = urlOf("/");
    await new Promise((resolve) => server.close(resolve));
    const { error } = await answerOf({ url });
    expect(error).toMatchObject({ code: "unreachable", message: expect.stringContaining("ECONNREFUSED") as string });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  test("decision 10: one that takes too long fails it by the attempt's own time limit", async () => {
    const { error } = await answerOf({ url: urlOf("/never"), timeoutMs: 20 });
    expect(error).toEqual({ code: "timeout", message: "Attempt timed out after 20 ms" });
  });

  test("decision 11: cancelling the job aborts the request", async () => {
    const arrived = new Promise<void>((resolve) => (hung = resolve));
    const { job } = await send({ url: urlOf("/never") });
    await arrived;
    job.cancel();
    await job.waitForCompletion();
    expect(job.state.status).toBe("cancelled");
  });
});

test.each([
  [{ id: null }, '"id" as text or number, and the message has null'],
  [{ id: { a: 1 } }, '"id" as text or number, and the message has an object'],
  [{}, '"id" as text or number, and the message has nothing there'],
  [{ id: ".." }, 'has "." or ".." in its path'],
])("a message from which no URL can be made: %j", async (data, reason) => {
  const { error } = await answerOf({ url: urlOf("/users/{id}") }, data);
  expect(error).toMatchObject({ code: "invalid_request", message: expect.stringContaining(reason) as string });
  expect(seen).toEqual([]);
});

test.each<[HttpRequestOptions, RegExp]>([
  [{ url: "https://{host}/" }, /^HttpRequestRoutine is not configured right: url: must begin with http/],
  [{ url: "https://a.example{path}" }, /url: must begin with http/],
  [{ url: "file:///etc/passwd" }, /url: must begin with http/],
  [
    { url: "https://a.example", headers: { Authorization: "Bearer hush" } },
    /headers: Authorization: a secret must not stand/,
  ],
  [{ url: "https://a.example", headers: { "a b": "c" } }, /headers: a b: /],
  [{ url: "https://a.example", timeoutMs: 0 }, /timeoutMs: /],
])("a configuration that could not work, or would give a secret away: %j", (options, message) => {
  expect(() => new HttpRequestRoutine(options)).toThrow(message);
});
