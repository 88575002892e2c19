import { createLogUpdate } from "log-update";
import type { Console } from "./console.ts";

const REDRAW_EVERY_MS = 100;
/** So that elapsed times move when nothing else does. */
const TICK_EVERY_MS = 1_000;

/** Lines of a terminal that are drawn again and again in the same place. Dispose of it to leave the last picture standing. */
export class LiveBoard implements Disposable {
  readonly #draw: () => readonly string[];
  readonly #update: ReturnType<typeof createLogUpdate>;
  readonly #tick: NodeJS.Timeout;
  #pending: NodeJS.Timeout | null = null;
  #drawnAtMs = 0;

  constructor(console: Console, draw: () => readonly string[]) {
    this.#draw = draw;
    this.#update = createLogUpdate(console.stdout);
    this.#tick = setInterval(() => this.#render(), TICK_EVERY_MS);
  }

  /** Something has changed: at once if the last picture is old enough, else as soon as it is. */
  changed(): void {
    if (this.#pending !== null) return;
    const waitMs = Math.max(0, this.#drawnAtMs + REDRAW_EVERY_MS - Date.now());
    this.#pending = setTimeout(() => this.#render(), waitMs);
  }

  #render(): void {
    if (this.#pending !== null) clearTimeout(this.#pending);
    this.#pending = null;
    this.#drawnAtMs = Date.now();
    this.#update(this.#draw().join("\n"));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#tick);
    this.#render();
    this.#update.done();
  }
}
