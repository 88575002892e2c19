/** Somebody who can use a free place. */
export interface CapacityUser {
  /** A place is free: take it with `tryTake` if there is something to run. */
  wake(): void;
}

/** Where a Workflow takes the places for its running Tasks. */
export interface Places {
  /** Takes a place, or puts `user` in line for the next one. */
  tryTake(user: CapacityUser): boolean;
  /** Takes a place in any case: for what runs already. */
  force(): void;
  /** Gives a place back, and offers it down the line until somebody takes it. */
  release(): void;
}

/** The places for running Tasks of a whole server, shared by Workflows in turn so that none starves another. */
export class Capacity implements Places {
  readonly #limit: number;
  readonly #waiting = new Set<CapacityUser>();
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** For what somebody who holds a place waits for: counted, but never made to wait, or neither could go on. */
  get withoutWaiting(): Places {
    return {
      tryTake: () => {
        this.force();
        return true;
      },
      force: () => this.force(),
      release: () => this.release(),
    };
  }

  tryTake(user: CapacityUser): boolean {
    if (this.#taken >= this.#limit) {
      this.#waiting.add(user);
      return false;
    }
    this.#taken += 1;
    return true;
  }

  force(): void {
    this.#taken += 1;
  }

  release(): void {
    this.#taken -= 1;
    for (const next of this.#waiting) {
      if (this.#taken >= this.#limit) return;
      this.#waiting.delete(next); // whoever still has work left goes to the end of the line
      next.wake();
    }
  }
}
