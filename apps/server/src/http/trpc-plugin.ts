import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from "@trpc/server/adapters/fastify";
import type { FastifyInstance } from "fastify";
import type { Actions } from "../application/actions.ts";
import { appRouter, type AppRouter } from "../trpc/router.ts";
import { callerOf } from "./caller-of-request.ts";

/** Serves the dashboard's API under `/trpc`; each procedure checks the caller's scope itself. */
export function registerTrpc(app: FastifyInstance, actions: Actions): void {
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>["trpcOptions"] = {
    router: appRouter,
    createContext: ({ req }) => ({ actions, caller: callerOf(req) }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") app.log.error({ err: error.cause ?? error, path }, "A call failed");
    },
  };
  app.register(fastifyTRPCPlugin, { prefix: "/trpc", trpcOptions });
}
