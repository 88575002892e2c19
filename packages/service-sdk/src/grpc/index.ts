export type { CallLimits } from "./call-limits.ts";
export { DataPlane, type DataPlaneOptions } from "./data-plane.ts";
export { fetchFromUpstream, type FetchOptions } from "./fetch-from-upstream.ts";
export { loadProtoService, ProtoService } from "./proto-service.ts";
export type { ResultIds } from "./result-ids.ts";
export type { RpcCall, RpcHandler } from "./rpc-handler.ts";
