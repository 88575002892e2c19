import { Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import type { ProtoService } from "../../src/grpc/index.ts";

export interface ForeignUpstream extends AsyncDisposable {
  readonly uri: string;
}

/** A gRPC server that is not a DataPlane, on a free port: it has just these rpcs of `service`. */
export async function startForeignUpstream(
  service: ProtoService,
  rpcs: Record<string, handleUnaryCall<object, object>>,
): Promise<ForeignUpstream> {
  const server = new Server();
  server.addService(Object.fromEntries(service.methods), rpcs);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    uri: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => server.forceShutdown(),
  };
}
