import type { JsonObject } from "@gantry/contracts";
import type { CancellationToken } from "./cancellation-token.ts";
import type { GenericProgressManager } from "./progress-manager.ts";
import type { ProgressRenderer } from "./progress-renderer.ts";

/** Everything an operation's function works with: nothing is ambient, two operations share none of it. */
export interface OperationRun<TContext extends object = JsonObject> {
  /** What the operation was started with: a copy, frozen through and through. */
  readonly context: Readonly<TContext>;
  readonly progressManager: GenericProgressManager;
  readonly cancellationToken: CancellationToken;
  readonly operationId: string;
}

/** The work itself. What it returns (JSON, or nothing) is the operation's result; what it throws ends it. */
export type OperationFunction<TContext extends object = JsonObject, TResult = unknown> = (
  run: OperationRun<TContext>,
) => TResult | Promise<TResult>;

/** An operation to be started. */
export interface ManagedOperation<TContext extends object = JsonObject, TResult = unknown> {
  /** An open word; with the service's name it says what is done. */
  readonly operationType: string;
  /** For people. */
  readonly operationName: string;
  /** How many steps it will report; null (default): unknown. Also its size, by which durations are compared. */
  readonly totalSteps?: number | null;
  /** JSON, kept whole. */
  readonly metadata?: JsonObject;
  /**
   * The work. When it is the one registered under this type it is run again after a crash; any other is lost with its
   * process, and the operation then ends failed, reason `owner_lost`.
   */
  readonly operationFunc: OperationFunction<TContext, TResult>;
  /** JSON: what the work needs to know, also after a crash. */
  readonly context: TContext;
  /** The operation that this one works for: it is cancelled with it. */
  readonly parentOperationId?: string | null;
}

/** A ManagedOperation, and whose it is. */
export interface OperationRequest<TContext extends object = JsonObject, TResult = unknown> extends ManagedOperation<
  TContext,
  TResult
> {
  readonly service: string;
  readonly renderer?: ProgressRenderer;
  /** Names it among its parent's children. */
  readonly childKey?: string | null;
}

export interface StartedOperation {
  readonly operationId: string;
  readonly status: "started";
  readonly message: string;
}

export interface CompletedOperation<TResult> {
  readonly operationId: string;
  readonly status: "completed";
  readonly result: TResult;
}
