import { AppError, OperationFacts } from "@gantry/contracts";
import type { OperationRequest } from "./operation-function.ts";
import type { RegisteredFunction } from "./operation-registry.ts";

/**
 * What an operation is, as its history keeps it. Checked here: what is in a history must be readable for ever.
 * @param known what is registered as its service/type.
 * @throws AppError `invalid_input` naming what is wrong with the request.
 */
export function factsOf<TContext extends object, TResult>(
  request: OperationRequest<TContext, TResult>,
  known: RegisteredFunction | undefined,
): OperationFacts {
  const { service, operationType, operationFunc, totalSteps = null, metadata = {}, childKey = null } = request;
  const refuse = (why: string): never => {
    throw new AppError("invalid_input", `Operation ${service}/${operationType}: ${why}`);
  };
  if (!operationType) return refuse("it needs an operationType");
  if (typeof operationFunc !== "function") return refuse("its operationFunc is not a function");
  const registered = known?.operationFunc === operationFunc;
  const parsed = OperationFacts.safeParse({ service, operationType, registered, totalSteps, metadata, childKey });
  if (parsed.success) return parsed.data;
  return refuse(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}
