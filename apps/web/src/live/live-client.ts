import type { ClientToServerEvents, LiveFrame, ServerToClientEvents, SubscribeRequest } from "@gantry/contracts";
import { LIVE_STALE_AFTER_MS } from "@gantry/contracts";
import { type Socket, io } from "socket.io-client";
import { type ConnectionSignal, type ConnectionState, initialConnection, nextConnection } from "./connection.ts";
import { type ChannelLink, type ChannelSnapshot, LiveChannel } from "./live-channel.ts";
import { type LiveClock, browserClock } from "./live-clock.ts";
import type { LiveFeed } from "./live-feed.ts";

type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export interface LiveClientOptions {
  /** Where the server answers; default: where the page came from. */
  readonly url?: string;
  readonly clock?: LiveClock;
}

const ANSWER_TIMEOUT_MS = 10_000;
const TICK_MS = 1_000;
/** A channel outlives its last watcher by this long, so that a tab that is opened again need not ask again. */
const LINGER_MS = 2_000;
/** A socket that says it is open but was silent for this long is replaced: its network has gone. */
const SILENT_SOCKET_MS = 2 * LIVE_STALE_AFTER_MS;

/** One socket for all live views of a tab. Open it once; `close` ends its timers and the connection. */
export class LiveClient {
  readonly #url: string | undefined;
  readonly #clock: LiveClock;
  readonly #channels = new Map<string, LiveChannel<unknown>>();
  readonly #connectionListeners = new Set<() => void>();
  #connection: ConnectionState;
  #socket: LiveSocket | null = null;
  #cancelTick: (() => void) | null = null;

  constructor(options: LiveClientOptions = {}) {
    this.#url = options.url;
    this.#clock = options.clock ?? browserClock;
    this.#connection = initialConnection(this.#clock.nowMs());
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  onConnectionChange(listener: () => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  open(): void {
    if (this.#socket !== null) return;
    const socket: LiveSocket = io(this.#url ?? "", {
      path: "/socket.io",
      transports: ["websocket"],
      reconnectionDelay: 250,
      reconnectionDelayMax: 2_000,
      forceNew: true,
    });
    this.#socket = socket;
    socket.on("connect", () => this.#followAll());
    socket.on("disconnect", () => this.#lost());
    socket.on("beat", (serverTimeMs) => this.#heard(serverTimeMs));
    socket.on("frame", (frame) => this.#deliver(frame));
    this.#tick();
  }

  close(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
    for (const channel of this.#channels.values()) channel.detach({ socketOpen: false });
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** What is known for `feed` now; the same object until it changes. */
  snapshot<View>(feed: LiveFeed<View>): ChannelSnapshot<View> {
    return this.#channel(feed).snapshot;
  }

  /** Calls `listener` after each change of the feed's view; the returned function stops it. */
  watch<View>(feed: LiveFeed<View>, listener: () => void): () => void {
    const channel = this.#channel(feed);
    const remove = channel.addListener(listener);
    if (this.#socket?.connected === true) channel.follow();
    return () => {
      remove();
      this.#clock.setTimer(LINGER_MS, () => this.#release(feed.key, channel));
    };
  }

  /** Channels of one key have one kind of view: that is what a key means. */
  #channel<View>(feed: LiveFeed<View>): LiveChannel<View> {
    const held = this.#channels.get(feed.key);
    if (held !== undefined) return held as LiveChannel<View>;
    const channel = new LiveChannel(feed, this.#link, this.#clock);
    this.#channels.set(feed.key, channel);
    return channel;
  }

  #release<View>(key: string, channel: LiveChannel<View>): void {
    if (channel.isWatched) return;
    channel.detach({ socketOpen: this.#socket?.connected === true });
    if (this.#channels.get(key) === channel) this.#channels.delete(key);
  }

  readonly #link: ChannelLink = {
    subscribe: (request: SubscribeRequest, done) => {
      const socket = this.#socket;
      if (socket === null) return;
      // A callback, not a promise: the first frames may come right behind the answer and must find it taken in.
      socket.timeout(ANSWER_TIMEOUT_MS).emit("subscribe", request, (error: Error | null, answer) => {
        if (error === null && answer.ok) this.#heard(answer.serverTimeMs);
        done(error === null ? answer : null);
      });
    },
    unsubscribe: (subscriptionId) => this.#socket?.emit("unsubscribe", subscriptionId),
  };

  #followAll(): void {
    for (const channel of this.#channels.values()) if (channel.isWatched) channel.follow();
  }

  #lost(): void {
    for (const channel of this.#channels.values()) channel.detach({ socketOpen: false });
    this.#signal({ kind: "closed", atMs: this.#clock.nowMs() });
  }

  #deliver(frame: LiveFrame): void {
    this.#heard(frame.sentAtMs);
    for (const channel of this.#channels.values()) channel.receive(frame);
  }

  #heard(serverTimeMs: number): void {
    this.#signal({ kind: "heard", atMs: this.#clock.nowMs(), serverTimeMs });
  }

  #tick(): void {
    const nowMs = this.#clock.nowMs();
    this.#signal({ kind: "tick", atMs: nowMs });
    const silentMs = nowMs - (this.#connection.lastHeardAtMs ?? nowMs);
    if (this.#socket?.connected === true && silentMs > SILENT_SOCKET_MS) this.#replaceConnection();
    this.#cancelTick = this.#clock.setTimer(TICK_MS, () => this.#tick());
  }

  #replaceConnection(): void {
    this.#socket?.disconnect();
    this.#socket?.connect();
  }

  #signal(signal: ConnectionSignal): void {
    const next = nextConnection(this.#connection, signal);
    if (next === this.#connection) return;
    const shown = next.connection !== this.#connection.connection;
    this.#connection = next;
    if (shown) for (const listener of this.#connectionListeners) listener();
  }
}
