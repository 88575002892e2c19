import fastify from "fastify";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Actions } from "../src/application/actions.ts";
import { registerRest } from "../src/http/rest-plugin.ts";
import { openApiDocument } from "../src/rest/openapi.ts";
import { restRoutes } from "../src/rest/routes.ts";

/** Routes only keep the actions for later: none is called here. */
const routes = restRoutes({ workflows: {}, jobs: {}, flows: {}, services: {}, system: {} } as Actions);

test("every route that is served is in the OpenAPI document, and the other way round", async () => {
  const served = new Set<string>();
  const app = fastify({ exposeHeadRoutes: false });
  app.addHook(
    "onRoute",
    ({ method, url }) => void served.add(`${[method].join()} ${url.replaceAll(/:(\w+)/g, "{$1}")}`),
  );
  registerRest(app, routes);
  await app.ready();
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(openApiDocument(routes, "1"));
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(new Set(documented)).toEqual(served);
  expect(documented).toHaveLength(routes.length);
  await app.close();
});

test("operations have names of their own and say what they take", () => {
  const document = JSON.stringify(openApiDocument(routes, "1"));
  const ids = [...document.matchAll(/"operationId":"(\w+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(routes.length);
  expect(document).toContain('"name":"workflow_id","in":"path","required":true');
  expect(document).toContain('"services_api_key"');
});

test("page 3: `flow` is documented in both of its forms: an id, or a serialised flow", () => {
  const { paths } = openApiDocument(routes, "1");
  expect(paths).toMatchObject({
    "/workflows": {
      post: { requestBody: { content: { "application/json": { schema: { properties: { flow: FORMS } } } } } },
    },
  });
});

const FORMS = {
  anyOf: [
    { type: "string", maxLength: 200 },
    {
      type: "object",
      properties: { format: { const: "gantry-flow/v1" }, definition: { properties: { routines: { type: "array" } } } },
      required: ["format", "definition"],
    },
  ],
};

test("no schema refers to something outside of itself: it would not be found", () => {
  expect(JSON.stringify(openApiDocument(routes, "1"))).not.toContain("$ref");
});
