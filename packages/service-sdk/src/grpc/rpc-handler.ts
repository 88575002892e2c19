import type { handleUnaryCall, UntypedHandleCall } from "@grpc/grpc-js";
import { answerOf } from "./grpc-failure.ts";
import { idsOfMetadata, type ResultIds } from "./result-ids.ts";

/** What a handler knows of its call beside the message. */
export interface RpcCall {
  /** Whose data the caller means; null when it does not say. */
  readonly ids: ResultIds | null;
  /** Aborts when the caller has given up, or its deadline has passed. */
  readonly signal: AbortSignal;
}

/** Serves one unary rpc. An exception is answered with its message; an `AppError` also with its code. */
export type RpcHandler = (request: object, call: RpcCall) => Promise<object> | object;

/** A handler as grpc-js calls it. */
export function toUnaryCall(handler: RpcHandler): UntypedHandleCall {
  const unary: handleUnaryCall<object, object> = (call, callback) => {
    const abort = new AbortController();
    call.once("cancelled", () => abort.abort());
    const answer = async (): Promise<object> => {
      const ids = idsOfMetadata(call.metadata);
      return handler(call.request, { ids, signal: abort.signal });
    };
    answer().then(
      (message) => callback(null, message),
      (thrown: unknown) => callback(answerOf(thrown)),
    );
  };
  return unary;
}
