import type { ClientToServerEvents, ServerToClientEvents, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";
import { io, type Socket } from "socket.io-client";

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A connection as the dashboard makes it; what is emitted before it stands is sent then. */
export const openLiveSocket = (url: string): LiveSocket => io(url, { transports: ["websocket"] });

/** @throws Error when the server refuses. */
export async function subscribe(
  socket: LiveSocket,
  request: SubscribeRequest,
): Promise<Extract<SubscribeAnswer, { ok: true }>> {
  const answer = await socket.emitWithAck("subscribe", request);
  if (!answer.ok) throw new Error(`The subscription was refused: ${answer.message}`);
  return answer;
}
