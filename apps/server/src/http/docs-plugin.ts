import type { FastifyInstance } from "fastify";
import { requireScope } from "../auth/caller.ts";
import { openApiDocument } from "../rest/openapi.ts";
import type { Route } from "../rest/route.ts";
import { callerOf } from "./caller-of-request.ts";
import { escapeHtml, htmlPage } from "./html-page.ts";

/** `/openapi.json`, and the same for people at `/docs`. */
export function registerDocs(
  app: FastifyInstance,
  options: { readonly routes: readonly Route[]; readonly version: string },
): void {
  const document = openApiDocument(options.routes, options.version);
  const page = htmlPage("REST API", docsBody(options.routes));
  app.get("/openapi.json", (request) => {
    requireScope(callerOf(request), "read");
    return document;
  });
  app.get("/docs", (request, reply) => {
    requireScope(callerOf(request), "read");
    return reply.type("text/html; charset=utf-8").send(page);
  });
}

function docsBody(routes: readonly Route[]): string {
  const rows = routes.map(
    ({ method, path, summary, scope }) =>
      `<tr><td><code class="method">${method}</code></td><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(summary)}</td><td>${scope ?? "open"}</td></tr>`,
  );
  return `<h1>REST API</h1>
<p>Every request and answer is JSON, in snake_case, with ISO-8601 times. The schemas are in <a href="/openapi.json">openapi.json</a>.
Where tokens are asked for, send <code>Authorization: Bearer &lt;token&gt;</code>.</p>
<table><thead><tr><th>Method</th><th>Path</th><th>What it does</th><th>Scope</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
