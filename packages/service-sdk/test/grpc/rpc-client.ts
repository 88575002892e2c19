import { Client, credentials, Metadata, status, type ServiceError } from "@grpc/grpc-js";
import type { ProtoService } from "../../src/grpc/index.ts";

export type RpcAnswer = { readonly message: unknown } | { readonly code: string; readonly details: string };

/** One unary call as any gRPC client makes it. */
export async function callRpc(
  uri: string,
  {
    service,
    rpc,
    message = {},
    metadata = {},
  }: {
    service: ProtoService;
    rpc: string;
    message?: object;
    metadata?: Record<string, string>;
  },
): Promise<RpcAnswer> {
  const { path, requestSerialize, responseDeserialize } = service.unaryMethod(rpc);
  const headers = new Metadata();
  for (const [key, value] of Object.entries(metadata)) headers.set(key, value);
  const client = new Client(uri, credentials.createInsecure());
  try {
    return await new Promise((resolve) => {
      const done = (error: ServiceError | null, answer: unknown): void =>
        resolve(error === null ? { message: answer } : { code: status[error.code], details: error.details });
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, headers, done);
    });
  } finally {
    client.close();
  }
}
