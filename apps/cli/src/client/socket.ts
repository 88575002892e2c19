import type { ClientToServerEvents, ServerToClientEvents } from "@gantry/contracts";
import { io, type Socket } from "socket.io-client";

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** The server speaks WebSocket only. Comes back by itself, for as long as it is not closed. */
export const connectSocket = (url: string, headers: Readonly<Record<string, string>>): LiveSocket =>
  io(url, {
    transports: ["websocket"],
    reconnectionDelay: 250,
    reconnectionDelayMax: 2_000,
    forceNew: true,
    extraHeaders: { ...headers },
  });
