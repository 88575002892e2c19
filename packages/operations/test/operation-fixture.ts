import type { JsonObject } from "@gantry/contracts";
import { ManualClock } from "@gantry/engine/testing";
import {
  createInMemoryOperations,
  type OperationFunction,
  type OperationRequest,
  type OperationsService,
} from "../src/index.ts";

export interface OperationFixture extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly operations: OperationsService;
}

/** Operations in memory, on a clock moved by hand. */
export function openOperations(options: { readonly graceMs?: number } = {}): OperationFixture {
  const clock = new ManualClock();
  const operations = createInMemoryOperations({ clock, ...options });
  return {
    clock,
    operations,
    async [Symbol.asyncDispose]() {
      await Promise.all([operations.close(), clock.advance(60_000)]); // what was left running gets its grace
    },
  };
}

/** What starts `operationFunc` as an operation of service "Test". */
export const requestOf = <TContext extends object = JsonObject, TResult = unknown>(
  operationFunc: OperationFunction<TContext, TResult>,
  options: Partial<OperationRequest<TContext, TResult>> = {},
): OperationRequest<TContext, TResult> => ({
  service: "Test",
  operationType: "work",
  operationName: "some work",
  operationFunc,
  context: {} as TContext,
  ...options,
});
