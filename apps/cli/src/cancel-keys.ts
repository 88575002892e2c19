import type { InputStream, SignalSource } from "./surroundings.ts";

/** How long after a Ctrl-C a second one still means "cancel". */
const SECOND_PRESS_WITHIN_MS = 1_500;
const CTRL_C = "\u0003";

export interface CancelKeysOptions {
  readonly stdin: InputStream;
  readonly signals: SignalSource;
  /** After the first Ctrl-C: say what a second one would do. */
  readonly onFirstPress: () => void;
  readonly onCancel: () => void;
  /** The first Ctrl-C was the only one. */
  readonly onDetach: () => void;
}

/**
 * What a person may press while an operation is followed: Ctrl-C detaches, twice in a row or the key `c` cancels.
 * A terminal in raw mode sends Ctrl-C as a key, a pipe as a signal. Dispose of it to give both back.
 */
export class CancelKeys implements Disposable {
  readonly #options: CancelKeysOptions;
  readonly #press = (): void => this.#pressed();
  readonly #key = (chunk: unknown): void => this.#typed(String(chunk));
  #detaching: NodeJS.Timeout | null = null;

  constructor(options: CancelKeysOptions) {
    this.#options = options;
    const { stdin, signals } = options;
    signals.on("SIGINT", this.#press);
    if (stdin.isTTY !== true) return;
    stdin.setRawMode?.(true);
    stdin.on("data", this.#key);
    stdin.resume();
  }

  #typed(keys: string): void {
    for (const key of keys) {
      if (key === CTRL_C) this.#pressed();
      else if (key === "c") this.#options.onCancel();
    }
  }

  #pressed(): void {
    if (this.#detaching === null) {
      this.#detaching = setTimeout(this.#options.onDetach, SECOND_PRESS_WITHIN_MS);
      this.#options.onFirstPress();
      return;
    }
    clearTimeout(this.#detaching);
    this.#detaching = null;
    this.#options.onCancel();
  }

  [Symbol.dispose](): void {
    const { stdin, signals } = this.#options;
    if (this.#detaching !== null) clearTimeout(this.#detaching);
    signals.off("SIGINT", this.#press);
    if (stdin.isTTY !== true) return;
    stdin.off("data", this.#key);
    stdin.setRawMode?.(false);
    stdin.pause();
  }
}
