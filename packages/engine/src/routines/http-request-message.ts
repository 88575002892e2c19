import type { JsonObject, JsonValue } from "@gantry/contracts";
import { AttemptError, type AttemptContext } from "../runtime/ports/executor.ts";
import type { HttpRequestConfig } from "./http-config.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The request that a message makes. @throws AttemptError `invalid_request` (not retryable) naming what it lacks. */
export function requestFor(
  config: HttpRequestConfig,
  data: JsonObject,
  { environment, context }: { readonly environment: Environment; readonly context: AttemptContext },
): { readonly url: string; readonly init: RequestInit } {
  const headers = new Headers();
  const body = bodyOf(config, data);
  if (body !== undefined) headers.set("content-type", "application/json");
  // Another attempt of the same Task is the same request to a server that knows the header.
  if (!isSafe(config.method)) headers.set("idempotency-key", context.taskId);
  for (const [name, value] of Object.entries(config.headers)) headers.set(name, headerValue(value, environment));
  // Whoever answers must not choose where the request, and its secrets, go next.
  const init = { method: config.method, headers, signal: context.signal, redirect: "manual" } as const;
  return {
    url: expandUrl(config.url, data),
    init: body === undefined ? init : { ...init, body: JSON.stringify(body) },
  };
}

/** Puts the message's values, encoded, in the place of `{key}`. */
export function expandUrl(template: string, data: JsonObject): string {
  const url = template.replaceAll(/\{([^{}]+)\}/g, (_placeholder, key: string) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      throw invalidRequest(`the URL needs "${key}" as text or number, and the message has ${kindOf(value)}`);
    return encodeURIComponent(String(value));
  });
  // Dots survive the encoding, and as a segment of their own they lead out of the path.
  const [path = ""] = url.split(/[?#]/, 1);
  if (path.split("/").some((segment) => segment === "." || segment === ".."))
    throw invalidRequest(`${url} has "." or ".." in its path`);
  return url;
}

function bodyOf(
  { method, body = isSafe(method) || method === "DELETE" ? "none" : "message" }: HttpRequestConfig,
  data: JsonObject,
) {
  if (body === "none" || isSafe(method)) return undefined;
  return body === "message" ? data : (data[body.key] ?? null);
}

function headerValue(value: HttpRequestConfig["headers"][string], environment: Environment): string {
  if (typeof value === "string") return value;
  const secret = environment[value.env];
  if (secret === undefined) throw invalidRequest(`the environment variable ${value.env} is not set where it runs`);
  return `${value.prefix}${secret}`;
}

const isSafe = (method: HttpRequestConfig["method"]): boolean => method === "GET" || method === "HEAD";
const kindOf = (value: JsonValue | undefined): string =>
  value === undefined ? "nothing there" : value === null ? "null" : Array.isArray(value) ? "a list" : "an object";
const invalidRequest = (what: string): AttemptError =>
  new AttemptError("invalid_request", `The request cannot be made: ${what}`, { retryable: false });
