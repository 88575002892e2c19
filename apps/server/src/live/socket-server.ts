import type { IncomingMessage, Server as HttpServer } from "node:http";
import {
  AppError,
  LIVE_BEAT_INTERVAL_MS,
  SubscribeRequest,
  toAppError,
  type ClientToServerEvents,
  type ServerToClientEvents,
  type SubscribeAnswer,
} from "@gantry/contracts";
import type { Clock, Logger } from "@gantry/engine";
import { Server } from "socket.io";
import { requireScope, type Caller } from "../auth/caller.ts";
import type { RequestGuard } from "../auth/request-guard.ts";
import type { BackgroundWork } from "../background.ts";
import type { LiveHub } from "./live-hub.ts";
import { SocketOutlet, type LiveSocket, type SocketData } from "./socket-outlet.ts";

export interface SocketServerOptions {
  readonly httpServer: HttpServer;
  readonly hub: LiveHub;
  readonly guard: RequestGuard;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly background: BackgroundWork;
}

const SOCKET_PATH = "/socket.io/";
/** A Workflow's cursors for 10,000 Jobs fit. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

/**
 * The live protocol's transport: WebSocket only. Every handshake passes the same guard as an HTTP request, because
 * CORS does not stop another site's WebSocket; every subscription asks for the scope itself.
 */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #io: LiveServer;
  readonly #callers = new WeakMap<IncomingMessage, Caller>();
  #cancelBeat: (() => void) | null = null;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    this.#io = new Server(options.httpServer, {
      path: SOCKET_PATH,
      transports: ["websocket"],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      destroyUpgrade: false,
      allowRequest: (request, decide) => {
        options.background.run("admit a socket", () => this.#admit(request, decide));
      },
    });
    this.#io.on("connection", (socket) => this.#connected(socket));
    refuseOtherUpgrades(options.httpServer);
    this.#scheduleBeat();
  }

  get socketCount(): number {
    return this.#io.sockets.sockets.size;
  }

  /** Ends every socket; the HTTP server stays its owner's to close. */
  close(): void {
    this.#cancelBeat?.();
    this.#options.hub.close();
    // Only the transports: a client that Socket.IO itself disconnects takes it for a farewell, and does not come back.
    this.#io.engine.close();
  }

  async #admit(request: IncomingMessage, decide: (error: string | null, success: boolean) => void): Promise<void> {
    try {
      const { headers, socket } = request;
      const incoming = { method: "GET", headers, remoteAddress: socket.remoteAddress ?? "" };
      this.#options.guard.checkOrigin(incoming);
      this.#callers.set(request, requireScope(await this.#options.guard.identify(incoming), "read"));
      decide(null, true);
    } catch (error) {
      decide(toAppError(error).message, false);
    }
  }

  #connected(socket: LiveSocket): void {
    const caller = this.#callers.get(socket.request);
    if (caller === undefined) return void socket.disconnect(true);
    socket.data = { caller };
    const outlet = new SocketOutlet(socket);
    this.#options.hub.connect(outlet);
    socket.on("subscribe", (request, answer) => {
      if (typeof answer !== "function") return;
      this.#options.background.run("open a subscription", () => this.#subscribe(socket, outlet, { request, answer }));
    });
    socket.on("unsubscribe", (subscriptionId) => this.#options.hub.unsubscribe(outlet, subscriptionId));
    socket.on("disconnect", () => this.#options.hub.disconnect(outlet));
  }

  async #subscribe(
    socket: LiveSocket,
    outlet: SocketOutlet,
    { request, answer }: { readonly request: unknown; readonly answer: (answer: SubscribeAnswer) => void },
  ): Promise<void> {
    try {
      requireScope(socket.data.caller, "read");
      const parsed = SubscribeRequest.safeParse(request);
      if (!parsed.success) throw new AppError("invalid_input", "The subscription is malformed");
      const opened = await this.#options.hub.subscribe(outlet, parsed.data);
      answer(opened.answer);
      opened.start();
    } catch (error) {
      const { code, message } = toAppError(error);
      if (code === "internal") this.#options.logger.error({ err: error }, "A subscription failed");
      answer({ ok: false, code, message: code === "internal" ? "The server could not read this view" : message });
    }
  }

  /** Volatile: a beat that a stalled client cannot take is not kept for it. */
  #scheduleBeat(): void {
    const { clock } = this.#options;
    this.#cancelBeat = clock.setTimer(LIVE_BEAT_INTERVAL_MS, () => {
      this.#io.volatile.emit("beat", clock.nowMs());
      this.#scheduleBeat();
    });
  }
}

/** Whoever wants to upgrade to something else is cut off: nothing here speaks it. */
function refuseOtherUpgrades(httpServer: HttpServer): void {
  httpServer.on("upgrade", (request, socket) => {
    if (request.url?.startsWith(SOCKET_PATH) !== true) socket.destroy();
  });
}
