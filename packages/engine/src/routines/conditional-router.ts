import { AppError, type JsonObject } from "@gantry/contracts";
import type { OutputEvent } from "../flow/output-event.ts";
import { Routine } from "../flow/routine.ts";
import { defineInput, requireFunction } from "./define-input.ts";

export interface ConditionalRouterOptions {
  /** `first` (default): a message takes the first route whose condition holds; `every`: all of them. */
  readonly match?: "first" | "every";
}

/**
 * Sends each message along the route whose condition it meets: an Event per route, and `otherwise` for what meets none.
 * Conditions are asked in the order in which they are written.
 *
 * @example
 * const router = new ConditionalRouter({
 *   large: ({ amount }: { amount: number }) => amount > 1_000,
 *   small: ({ amount }) => amount > 0,
 * });
 * flow.connect(router.routes.large, approval.input).connect(router.otherwise, refusal.input);
 */
export class ConditionalRouter<T extends JsonObject, Name extends string> extends Routine {
  readonly input;
  readonly routes: Readonly<Record<Name, OutputEvent<T>>>;
  readonly otherwise = this.defineEvent<T>(OTHERWISE);

  /** @throws AppError `invalid_input` for a condition that is no function, or a route named `otherwise`. */
  constructor(conditions: Readonly<Record<Name, (data: T) => boolean>>, options: ConditionalRouterOptions = {}) {
    super();
    const entries = Object.entries<(data: T) => boolean>(conditions);
    const routes = entries.map(([name, holds]) => this.#defineRoute(name, holds));
    this.routes = Object.fromEntries(routes.map(({ event }) => [event.name, event])) as Record<Name, OutputEvent<T>>;
    this.input = defineInput<T>(this, (data) => {
      const met = routes.filter(({ holds }) => holds(data)).map(({ event }) => event);
      const chosen = options.match === "every" ? met : met.slice(0, 1);
      for (const event of chosen.length > 0 ? chosen : [this.otherwise]) this.emit(event, data);
    });
  }

  #defineRoute(name: string, holds: (data: T) => boolean) {
    requireFunction(`ConditionalRouter: the condition of route "${name}"`, holds);
    if (name === OTHERWISE)
      throw new AppError("invalid_input", `ConditionalRouter: "${OTHERWISE}" is the route of what meets no condition`);
    return { event: this.defineEvent<T>(name), holds };
  }
}

const OTHERWISE = "otherwise";
