import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { metricsText } from "./metrics.ts";
import { defineRoute, type Route } from "./route.ts";

/** `/health`, which is open, and `/metrics`. */
export function systemRoutes(actions: Actions): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/health",
      summary: "Whether the server answers.",
      scope: null,
      compatible: true,
      response: z.object({ status: z.literal("ok") }),
      handle: () => ({ status: "ok" }),
    }),
    defineRoute({
      method: "GET",
      path: "/metrics",
      summary: "Figures for Prometheus.",
      scope: "read",
      compatible: false,
      response: z.string(),
      contentType: "text/plain; version=0.0.4; charset=utf-8",
      handle: async () => metricsText(await actions.system.status(), process.memoryUsage().rss),
    }),
  ];
}
