import { statSync, type Stats } from "node:fs";
import { AppError } from "@gantry/contracts";

/**
 * A file that is open under its name. Removed or replaced, it still takes writes on Unix, and they are gone with the
 * process: what must not be lost is written only while the name leads to the file.
 */
export class OpenedFile {
  readonly #path: string;
  readonly #opened: Stats | null;

  /** The file exists, and was just opened. */
  constructor(path: string) {
    this.#path = path;
    this.#opened = statOf(path);
  }

  /** @throws AppError `unavailable` once the name leads nowhere, or to another file. */
  assertInPlace(): void {
    const now = statOf(this.#path); // a few µs, where the commit that follows waits for the disk
    if (now !== null && now.ino === this.#opened?.ino && now.dev === this.#opened.dev) return;
    throw new AppError(
      "unavailable",
      `${this.#path} was removed or replaced while it was in use. Put it back, or stop Gantry and start it again; nothing more is taken in.`,
    );
  }
}

const statOf = (path: string): Stats | null => statSync(path, { throwIfNoEntry: false }) ?? null;
