/**
 * An AbortSignal for code that may never return to the event loop: who asks whether it is aborted learns of an abort
 * that no event could tell it. `look` takes in what has arrived.
 */
export function stopSignal(look: () => void): {
  readonly signal: AbortSignal;
  readonly abort: (reason: Error) => void;
} {
  const controller = new AbortController();
  const { signal } = controller;
  const isAborted = (): boolean => {
    look();
    return Reflect.get(AbortSignal.prototype, "aborted", signal);
  };
  const throwIfAborted = (): void => {
    if (isAborted()) throw signal.reason;
  };
  Object.defineProperties(signal, { aborted: { get: isAborted }, throwIfAborted: { value: throwIfAborted } });
  return { signal, abort: (reason) => controller.abort(reason) };
}
