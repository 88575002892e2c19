import { Server, ServerCredentials } from "@grpc/grpc-js";
import { AppError, type ExecuteRequest } from "@gantry/contracts";
import type { DataReferenceInput } from "../data-reference-input.ts";
import type { DataInterface } from "../data-interface.ts";
import { readGrpcEnv, type GrpcEnv } from "../service-env.ts";
import { DEFAULT_MAX_MESSAGE_BYTES, messageSizeOptions, type CallLimits } from "./call-limits.ts";
import { HealthService } from "./health-service.ts";
import { LAST_RESULT, type ProtoService, type RpcMethod } from "./proto-service.ts";
import { referenceMetadata } from "./result-ids.ts";
import { ResultStore, type ResultStoreOptions } from "./result-store.ts";
import { toUnaryCall, type RpcCall, type RpcHandler } from "./rpc-handler.ts";

export interface DataPlaneOptions<Result extends object>
  extends CallLimits, Pick<ResultStoreOptions, "retentionMs" | "maxTotalBytes">, Partial<GrpcEnv> {
  /** The service's own proto; its `GetLastResult` is served from what `publishResult` has stored. */
  readonly service: ProtoService<Result>;
  /** The other unary rpcs of it, by name; those that are missing are answered UNIMPLEMENTED. */
  readonly handlers?: Readonly<Record<string, RpcHandler>>;
}

/** How long calls that are under way at the end may take. */
const CLOSE_GRACE_MS = 2_000;

/**
 * The gRPC side of a service: downstream services fetch results here, while the orchestrator speaks HTTP.
 * Results are kept per Task, in memory: they are gone when the process ends, and after `retentionMs`.
 * Hand it to `run`, which listens and closes, or do so yourself.
 */
export class DataPlane<Result extends object = object> implements DataInterface {
  readonly #service: ProtoService<Result>;
  readonly #results: ResultStore;
  readonly #env: GrpcEnv;
  readonly #maxMessageBytes: number;
  readonly #server: Server;
  readonly #health: HealthService;
  #port: number | null = null;

  /** @throws TypeError for a proto service without a unary `GetLastResult`, or a handler for an rpc that it has not. */
  constructor({ service, handlers = {}, ...options }: DataPlaneOptions<Result>) {
    this.#service = service;
    this.#results = new ResultStore(options);
    this.#env = { ...readGrpcEnv(), ...options };
    this.#maxMessageBytes = options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
    this.#server = new Server(messageSizeOptions(options));
    this.#addRpcs(handlers);
    this.#health = new HealthService(service.fullName);
    this.#health.addTo(this.#server);
  }

  /** @returns where it listens, `host:port`. @throws Error when the port is taken. */
  async listen(): Promise<string> {
    const { host, grpcPort } = this.#env;
    const address = host.includes(":") ? `[${host}]` : host;
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`${address}:${grpcPort}`, ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
    return `${address}:${this.#port}`;
  }

  /**
   * Stores the result of a Task, to be fetched from now on; a Task that publishes again replaces it.
   * @returns the reference to complete the Task with.
   * @throws TypeError when `message` is not what `GetLastResult` answers; RangeError when it is over `maxMessageBytes`.
   */
  publishResult(request: Pick<ExecuteRequest, "workflow_id" | "task_id">, message: Result): DataReferenceInput {
    const bytes = this.#service.encodeResult(message);
    if (bytes.length > this.#maxMessageBytes)
      throw new RangeError(`A result of ${bytes.length} bytes is over the limit of ${this.#maxMessageBytes} bytes`);
    this.#results.put({ workflowId: request.workflow_id, taskId: request.task_id }, bytes);
    return {
      protocol: "grpc",
      uri: `${this.#env.grpcHost}:${this.#port ?? this.#env.grpcPort}`,
      format: this.#service.resultMessage,
      size_bytes: bytes.length,
      metadata: referenceMetadata(request),
    };
  }

  /** Ends when the calls under way have ended, or were cut off after two seconds. */
  async close(): Promise<void> {
    this.#health.stopServing();
    const timer = setTimeout(() => this.#server.forceShutdown(), CLOSE_GRACE_MS);
    await new Promise<void>((resolve) => this.#server.tryShutdown(() => resolve()));
    clearTimeout(timer);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #addRpcs(handlers: Readonly<Record<string, RpcHandler>>): void {
    const served = Object.entries({ ...handlers, [LAST_RESULT]: this.#lastResult });
    for (const [name] of served) this.#service.unaryMethod(name);
    const definition = {
      ...Object.fromEntries(this.#service.methods),
      [LAST_RESULT]: withEncodedAnswer(this.#service.unaryMethod(LAST_RESULT)),
    };
    this.#server.addService(
      definition,
      Object.fromEntries(served.map(([name, handler]) => [name, toUnaryCall(handler)])),
    );
  }

  readonly #lastResult = (_request: object, { ids }: RpcCall): Buffer => {
    const bytes = this.#results.get(ids);
    if (bytes === undefined) throw new AppError("not_found", "No result available yet");
    return bytes;
  };
}

/** Results were encoded when they were published, so that a wrong one fails where it was made. */
const withEncodedAnswer = (method: RpcMethod): RpcMethod => ({
  ...method,
  responseSerialize: (message) => {
    if (Buffer.isBuffer(message)) return message;
    throw new TypeError("A stored result is bytes");
  },
});
