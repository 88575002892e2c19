import type { Actions } from "../application/actions.ts";
import { graphRoute } from "./graph-route.ts";
import { jobRoutes } from "./job-routes.ts";
import { operationRoutes } from "./operation-routes.ts";
import type { Route } from "./route.ts";
import { serviceRoutes } from "./service-routes.ts";
import { steeringRoutes } from "./steering-routes.ts";
import { systemRoutes } from "./system-routes.ts";
import { taskRoutes } from "./task-routes.ts";
import { workflowRoutes } from "./workflow-routes.ts";

/** The whole REST surface: what is registered, and what /openapi.json says. */
export const restRoutes = (actions: Actions): Route[] => [
  ...systemRoutes(actions),
  ...workflowRoutes(actions),
  ...taskRoutes(actions),
  graphRoute(actions),
  ...jobRoutes(actions),
  ...steeringRoutes(actions),
  ...operationRoutes(actions),
  ...serviceRoutes(actions),
];
