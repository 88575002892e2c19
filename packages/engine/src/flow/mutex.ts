/**
 * Lets one at a time through, in the order in which they came: for state that handlers of concurrent Jobs share, and
 * that is read and written with an `await` in between. Between two `await`s nothing needs a lock.
 *
 * Source: seed 3, step 4.
 */
export class Mutex {
  #last: Promise<void> = Promise.resolve();

  /**
   * Runs `work` when everybody who came before is done.
   * @returns what `work` returns; what it throws rejects only this call, and the next in line is let in.
   */
  async runExclusive<T>(work: () => T | Promise<T>): Promise<T> {
    const before = this.#last;
    let release = (): void => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    try {
      return await work();
    } finally {
      release();
    }
  }
}
