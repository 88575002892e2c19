import type { ExecuteResponse } from "@gantry/contracts";

interface Remembered {
  readonly answer: Promise<ExecuteResponse>;
  readonly askedAtMs: number;
}

/** Ten minutes: far longer than a caller needs to come back after a crash, short enough not to hoard outputs. */
const RETENTION_MS = 600_000;

/**
 * Answers by Idempotency-Key: an attempt that is posted again gets the first answer, and its work is not done twice.
 * Keys are the caller's; one that is reused after the retention starts anew.
 */
export class AnswerMemory {
  readonly #answers = new Map<string, Remembered>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  /** @returns what `work` answered when this key was first seen. `work` must not reject. */
  once(key: string, work: () => Promise<ExecuteResponse>): Promise<ExecuteResponse> {
    this.#forgetOld();
    const known = this.#answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = work();
    this.#answers.set(key, { answer, askedAtMs: this.#nowMs() });
    return answer;
  }

  #forgetOld(): void {
    const before = this.#nowMs() - RETENTION_MS;
    for (const [key, { askedAtMs }] of this.#answers) {
      if (askedAtMs > before) return;
      this.#answers.delete(key);
    }
  }
}
