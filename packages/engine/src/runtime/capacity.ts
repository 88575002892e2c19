/** Somebody who can use a free place. */
export interface CapacityUser {
  /** A place is free: take it with `tryTake` if there is something to run. */
  wake(): void;
}

/** The places for running Tasks of a whole server, shared by Workflows in turn so that none starves another. */
export class Capacity {
  readonly #limit: number;
  readonly #waiting = new Set<CapacityUser>();
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes a place, or puts `user` in line for the next one. */
  tryTake(user: CapacityUser): boolean {
    if (this.#taken >= this.#limit) {
      this.#waiting.add(user);
      return false;
    }
    this.#taken += 1;
    return true;
  }

  /** Takes a place in any case: for what runs already. */
  force(): void {
    this.#taken += 1;
  }

  /** Gives a place back, and offers it down the line until somebody takes it. */
  release(): void {
    this.#taken -= 1;
    for (const next of this.#waiting) {
      if (this.#taken >= this.#limit) return;
      this.#waiting.delete(next); // whoever still has work left goes to the end of the line
      next.wake();
    }
  }
}
