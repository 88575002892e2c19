/** A promise that a test resolves: what an operation waits at until it is let go. */
export class Gate {
  readonly #passed: Promise<void>;
  #open: () => void = () => undefined;

  constructor() {
    this.#passed = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  wait(): Promise<void> {
    return this.#passed;
  }
}
