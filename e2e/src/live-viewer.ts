import {
  isTerminal,
  type ClientToServerEvents,
  type HistoryEvent,
  type JobCatchUp,
  type JobState,
  type LiveFrame,
  type ServerToClientEvents,
  type SubscribeAnswer,
} from "@gantry/contracts";
import { evolve } from "@gantry/engine/core";
import { io, type Socket } from "socket.io-client";

/**
 * One viewer of one Job, without a browser: subscribes, folds what comes, and subscribes again from where it stands
 * whenever the connection is made anew. Every event that is not the next one is a fault of the server.
 */
export class LiveViewer implements Disposable {
  readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly #jobId: string;
  readonly #ended: Promise<JobState>;
  #caughtUp: () => void = () => undefined;
  #resolve: (state: JobState) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #subscriptionId: string | null = null;
  #state: JobState | null = null;

  private constructor(url: string, jobId: string) {
    this.#jobId = jobId;
    this.#ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#socket = io(url, { transports: ["websocket"], reconnectionDelay: 50, reconnectionDelayMax: 200 });
    this.#socket.on("connect", () => this.#subscribe());
    this.#socket.on("frame", (frame) => this.#guarded(() => this.#receive(frame)));
  }

  /** Resolves when the server has sent what there is so far. */
  static async open(url: string, jobId: string): Promise<LiveViewer> {
    const viewer = new LiveViewer(url, jobId);
    const caughtUp = new Promise<void>((resolve) => (viewer.#caughtUp = resolve));
    await Promise.race([caughtUp, viewer.ended]);
    return viewer;
  }

  /** The fold at the Job's end. @throws Error for a gap, a double, or a refused subscription. */
  get ended(): Promise<JobState> {
    return this.#ended;
  }

  /** Cuts the connection as a network would; the client makes a new one by itself. */
  cut(): void {
    this.#socket.io.engine.close();
  }

  [Symbol.dispose](): void {
    this.#socket.disconnect();
  }

  #subscribe(): void {
    this.#subscriptionId = null;
    const position = { afterSeq: this.#state?.seq ?? 0, afterLogSeq: null };
    this.#socket.emit("subscribe", { scope: "job", jobId: this.#jobId, ...position }, (answer) =>
      this.#guarded(() => this.#catchUp(answer)),
    );
  }

  #catchUp(answer: SubscribeAnswer): void {
    if (!answer.ok) throw new Error(`The subscription was refused: ${answer.message}`);
    this.#subscriptionId = answer.subscriptionId;
    for (const job of answer.jobs) this.#apply(job);
    this.#caughtUp();
  }

  #apply(job: JobCatchUp): void {
    if (job.kind === "snapshot") this.#advance(job.state);
    else job.events.forEach((event) => this.#fold(event));
  }

  #receive(frame: LiveFrame): void {
    if (frame.subscriptionId !== this.#subscriptionId) return;
    for (const snapshot of frame.snapshots) this.#advance(snapshot);
    for (const event of frame.events) this.#fold(event);
  }

  #fold(event: HistoryEvent): void {
    this.#advance(evolve(this.#state, event));
  }

  #advance(state: JobState): void {
    this.#state = state;
    if (isTerminal(state.status)) this.#resolve(state);
  }

  #guarded(receive: () => void): void {
    try {
      receive();
    } catch (error) {
      this.#reject(error);
    }
  }
}
