import type { JsonObject } from "@gantry/contracts";
import { z } from "zod";
import { jsonSchemaOf } from "./json-schema.ts";
import type { Route } from "./route.ts";

/** The OpenAPI 3.1 document of these routes, made from the schemas that they are checked with. */
export function openApiDocument(routes: readonly Route[], version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Gantry", version, description: "Workflows of concurrent, long-running jobs." },
    paths,
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

function operationOf(route: Route): JsonObject {
  return {
    summary: route.summary,
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[/{}-]+(\w)?/g, (_, first: string | undefined) => (first ?? "").toUpperCase())}`,
    parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
    ...(route.body === undefined
      ? {}
      : { requestBody: { content: { "application/json": { schema: jsonSchemaOf(route.body, "input") } } } }),
    responses: responsesOf(route),
    security: route.scope === null ? [] : [{ token: [] }],
  };
}

function responsesOf(route: Route): JsonObject {
  const contentType = route.contentType?.split(";")[0] ?? "application/json";
  const error = (description: string): JsonObject => ({ description });
  return {
    "200": { description: "Done", content: { [contentType]: { schema: jsonSchemaOf(route.response, "output") } } },
    ...(route.scope === null
      ? {}
      : { "401": error("No valid token"), "403": error("The token's scope does not reach") }),
    ...(route.params === undefined ? {} : { "404": error("Not found") }),
    ...(route.body === undefined ? {} : { "400": error("The content is refused"), "413": error("Too large") }),
    ...(route.body === undefined && route.query === undefined ? {} : { "422": error("The shape is refused") }),
  };
}

function parametersOf(schema: z.ZodType | undefined, where: "path" | "query"): JsonObject[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, member]) => ({
    name,
    in: where,
    required: where === "path",
    schema: jsonSchemaOf(member as z.ZodType, "input"),
  }));
}
