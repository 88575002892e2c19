/** Time as the runtime sees it; tests replace it by one that is moved by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** Calls `fire` once after `delayMs`; the returned function cancels it. Whoever sets a timer cancels it when it is moot. */
  setTimer(delayMs: number, fire: () => void): () => void;
}
