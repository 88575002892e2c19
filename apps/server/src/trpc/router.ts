import { z } from "zod";
import { jobsRouter } from "./jobs-router.ts";
import { operationsRouter } from "./operations-router.ts";
import { readProcedure, router, runProcedure } from "./procedures.ts";
import { workflowsRouter } from "./workflows-router.ts";

const ServiceAddress = z.object({ containerName: z.string().max(1000), address: z.string().max(1000) });

/** The dashboard's API. The browser takes only its type, so that this graph stays free of the server's parts. */
export const appRouter = router({
  workflows: workflowsRouter,
  jobs: jobsRouter,
  flows: router({
    list: readProcedure.query(({ ctx }) => ctx.actions.flows.list()),
  }),
  operations: operationsRouter,
  services: router({
    list: readProcedure.query(({ ctx }) => ctx.actions.services.list()),
    /** Makes the server call addresses that the caller names: hence a caller who may run things. */
    check: runProcedure
      .input(z.object({ services: z.array(ServiceAddress).max(100) }))
      .mutation(({ ctx, input }) => ctx.actions.services.check(input.services)),
  }),
  system: router({
    status: readProcedure.query(({ ctx }) => ctx.actions.system.status()),
  }),
});

export type AppRouter = typeof appRouter;
