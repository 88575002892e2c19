import { AppError, type JsonObject, type RegisteredOperation } from "@gantry/contracts";
import type { OperationFunction, OperationRun } from "./operation-function.ts";
import type { ProgressRenderer } from "./progress-renderer.ts";

/** How an operation that is started by name (over REST, from the dashboard) begins. */
export interface OperationPlan {
  readonly operationName: string;
  readonly totalSteps?: number | null;
  readonly metadata?: JsonObject;
  readonly context: object;
}

export interface OperationDefinition<TContext extends object = JsonObject, TResult = unknown> {
  readonly operationType: string;
  /** For people. */
  readonly description?: string;
  readonly operationFunc: OperationFunction<TContext, TResult>;
  /**
   * Reads the parameters of a start by name; default: they are the context.
   * @throws AppError `invalid_input` for parameters that do not fit
   */
  readonly plan?: (parameters: JsonObject) => OperationPlan & { readonly context: TContext };
}

/** A definition whose types are the business of who made it. */
export interface RegisteredFunction {
  readonly service: string;
  readonly operationType: string;
  readonly description: string;
  readonly operationFunc: (run: OperationRun<never>) => unknown;
  readonly plan: (parameters: JsonObject) => OperationPlan;
  readonly renderer: ProgressRenderer;
}

export const registeredName = (service: string, operationType: string): string => `${service}/${operationType}`;

/** The operation functions that can be run again, by service/type. */
export class OperationRegistry {
  readonly #functions = new Map<string, RegisteredFunction>();

  /** @throws AppError `conflict` when the service has another function of this type already. */
  add(registered: RegisteredFunction): void {
    const name = registeredName(registered.service, registered.operationType);
    const known = this.#functions.get(name);
    if (known && known.operationFunc !== registered.operationFunc) {
      throw new AppError(
        "conflict",
        `Operation ${name} is registered already, with another function: choose another type`,
      );
    }
    this.#functions.set(name, registered);
  }

  get(service: string, operationType: string): RegisteredFunction | undefined {
    return this.#functions.get(registeredName(service, operationType));
  }

  /**
   * @param name `service/type`, or the type alone where only one service has it
   * @throws AppError `not_found` naming what there is; `invalid_input` when several services have the type
   */
  find(name: string): RegisteredFunction {
    const named = this.#functions.get(name);
    if (named) return named;
    const found = [...this.#functions.values()].filter(({ operationType }) => operationType === name);
    if (found.length > 1) {
      const names = found.map(({ service }) => registeredName(service, name)).join(" or ");
      throw new AppError("invalid_input", `Several services have operations of type "${name}": say ${names}`);
    }
    if (found[0]) return found[0];
    const known = [...this.#functions.keys()].join(", ");
    throw new AppError(
      "not_found",
      `There is no operation "${name}". Registered: ${known === "" ? "none (is its module in GANTRY_MODULES?)" : known}`,
    );
  }

  list(): readonly RegisteredOperation[] {
    return [...this.#functions.values()].map(({ service, operationType, description }) => ({
      service,
      operationType,
      description,
    }));
  }
}
