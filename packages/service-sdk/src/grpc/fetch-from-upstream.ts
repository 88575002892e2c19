import { Client, credentials, status, type Metadata, type ChannelOptions, type ServiceError } from "@grpc/grpc-js";
import type { DataReference, ExecuteRequest } from "@gantry/contracts";
import { messageSizeOptions, type CallLimits } from "./call-limits.ts";
import { upstreamFailure } from "./grpc-failure.ts";
import { grpcTarget } from "./grpc-target.ts";
import { LAST_RESULT, type ProtoService, type RpcMethod } from "./proto-service.ts";
import { idsOfReference, metadataOf } from "./result-ids.ts";

export interface FetchOptions<Result extends object> extends CallLimits {
  /** The proto of the service that is asked. */
  readonly upstream: ProtoService<Result>;
  /** Of the Task that fetches: a reference without ids then means the last result of the same Workflow. */
  readonly request?: Pick<ExecuteRequest, "workflow_id">;
  /** Names the method of an upstream without `GetLastResult`; default what the reference says. */
  readonly format?: string;
  /** How long the call may take; default 30 s. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** Channels of ours go straight to the address: no proxy of the environment, no configuration from DNS. */
const DIRECT: ChannelOptions = { "grpc.enable_http_proxy": 0, "grpc.service_config_disable_resolution": 1 };

/**
 * Fetches what an upstream service has published: by `GetLastResult` if it has that, else by the method that `format`
 * names.
 *
 * @param source an input of the request, or a bare `host:port`.
 * @throws TypeError for a uri that is not host:port, or when there is no method to call; AppError for a call that
 * failed: `not_found` when there is no result, `timeout`, `too_large`, `unavailable`, `cancelled`.
 */
export async function fetchFromUpstream<Result extends object>(
  source: string | (Pick<DataReference, "protocol" | "uri"> & Partial<DataReference>),
  options: FetchOptions<Result>,
): Promise<Result> {
  const reference = typeof source === "string" ? { protocol: "grpc" as const, uri: source } : source;
  const { protocol, uri, format = null, metadata = null } = reference;
  if (protocol !== "grpc") throw new TypeError(`Cannot fetch over gRPC what is at ${protocol}`);
  const methods = methodsToTry(options.upstream, options.format ?? format);
  const ids = metadataOf(idsOfReference(metadata, options.request));
  const client = new Client(grpcTarget(uri), credentials.createInsecure(), {
    ...DIRECT,
    ...messageSizeOptions(options),
  });
  try {
    return await callFirst(methods, (method) => callOnce(client, method, ids, options));
  } catch (thrown) {
    throw isServiceError(thrown) ? upstreamFailure(uri, thrown) : thrown;
  } finally {
    client.close();
  }
}

function methodsToTry(upstream: ProtoService, format: string | null): readonly RpcMethod[] {
  const candidates = [upstream.methods.get(LAST_RESULT), format === null ? undefined : upstream.methodOfFormat(format)];
  const methods = candidates.filter((method) => method !== undefined);
  if (methods.length > 0) return methods;
  throw new TypeError(`${upstream.fullName} has neither ${LAST_RESULT} nor a method for format ${format ?? "(none)"}`);
}

/** The proto may promise a method that the running upstream does not have: the next one is tried then. */
async function callFirst<Result>(
  [method, ...others]: readonly RpcMethod[],
  call: (method: RpcMethod) => Promise<Result>,
): Promise<Result> {
  if (method === undefined) throw new TypeError("There is no method to call");
  try {
    return await call(method);
  } catch (thrown) {
    const isMissing = isServiceError(thrown) && thrown.code === status.UNIMPLEMENTED;
    if (isMissing && others.length > 0) return callFirst(others, call);
    throw thrown;
  }
}

function callOnce<Result extends object>(
  client: Client,
  method: RpcMethod,
  ids: Metadata,
  { upstream, deadlineMs = 30_000, signal }: FetchOptions<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const call = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      (bytes) => upstream.decodeResult(method, bytes),
      {},
      ids,
      { deadline: Date.now() + deadlineMs },
      (error, result) => {
        signal?.removeEventListener("abort", cancel);
        if (result !== undefined) resolve(result);
        else reject(error ?? new Error(`${method.path} answered nothing`));
      },
    );
    const cancel = (): void => call.cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    if (signal?.aborted) cancel();
  });
}

const isServiceError = (thrown: unknown): thrown is ServiceError =>
  thrown instanceof Error && "code" in thrown && "details" in thrown && "metadata" in thrown;
