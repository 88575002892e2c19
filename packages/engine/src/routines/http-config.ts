import { z } from "zod";

/** What carries a secret in most APIs: refused in clear, since configuration is stored and shown. */
const SECRET_HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "api-key",
  "x-auth-token",
]);

/** The name of an environment variable of the process that sends the request, with text to put before its value. */
const FromEnvironment = z.object({ env: z.string().min(1), prefix: z.string().default("") });

const Headers = z
  .record(
    z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "is no header name"),
    z.union([z.string(), FromEnvironment]),
  )
  .superRefine((headers, context) => {
    for (const [name, value] of Object.entries(headers)) {
      if (typeof value !== "string" || !SECRET_HEADERS.has(name.toLowerCase())) continue;
      const message = `a secret must not stand in the configuration: name its environment variable, { env: "MY_TOKEN" }`;
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

export const HttpRequestConfig = z.object({
  /** Default GET. */
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
  /** `{key}` stands for a message's value, encoded; the host is fixed, so that no message can choose it. */
  url: z
    .string()
    .regex(/^https?:\/\/[^/?#{}\s]+([/?#]|$)/, "must begin with http(s):// and a host without placeholders"),
  headers: Headers.default({}),
  /** The JSON that is sent: the whole `message` (default of POST, PUT, PATCH), nothing, or the value of one key. */
  body: z.union([z.enum(["message", "none"]), z.object({ key: z.string() })]).optional(),
  /** Limit of one attempt, ms; default 30,000. */
  timeoutMs: z.number().positive().default(30_000),
  /** A longer answer fails the attempt; default 1 MiB. */
  maxResponseBytes: z
    .number()
    .int()
    .positive()
    .default(1024 * 1024),
});
export type HttpRequestConfig = z.output<typeof HttpRequestConfig>;
/** As one writes it: everything but the URL has a default. */
export type HttpRequestOptions = z.input<typeof HttpRequestConfig>;
