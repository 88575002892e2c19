import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { FastifyHelmetOptions } from "@fastify/helmet";

const nonces = new WeakMap<object, string>();

/** The nonce with which this answer's scripts may run. */
export function nonceOf(response: ServerResponse): string {
  const nonce = nonces.get(response) ?? randomBytes(16).toString("base64");
  nonces.set(response, nonce);
  return nonce;
}

/**
 * Headers of every answer. Scripts run only with the request's nonce (Next puts it on its own); styles may be inline,
 * since the graph and the editor write them. Plain HTTP on loopback is the default, hence no HSTS and no upgrade.
 * (helmet's own `enableCSPNonces` would add a nonce for styles too, which switches inline ones off.)
 */
export const SECURITY_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      "base-uri": ["'none'"],
      "connect-src": ["'self'"],
      "font-src": ["'self'", "data:"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "img-src": ["'self'", "data:", "blob:"],
      "object-src": ["'none'"],
      "script-src": ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
      "style-src": ["'self'", "'unsafe-inline'"],
      "worker-src": ["'self'", "blob:"],
    },
  },
  frameguard: { action: "deny" },
  referrerPolicy: { policy: "same-origin" },
  strictTransportSecurity: false,
};
