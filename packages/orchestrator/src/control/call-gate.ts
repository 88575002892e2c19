/**
 * Lets at most `limit` calls to one service run at once; the others wait in order. Thousands of tasks on one service
 * must neither open thousands of sockets nor spend their own time limits in a queue.
 */
export interface CallGate {
  /**
   * Runs `call` when its turn comes.
   * @throws the signal's reason when it is aborted while waiting; the call is then never made.
   */
  run<T>(service: string, signal: AbortSignal, call: () => Promise<T>): Promise<T>;
}

interface Lane {
  running: number;
  readonly waiting: Set<() => void>;
}

export function createCallGate(limit: number): CallGate {
  const lanes = new Map<string, Lane>();

  const enter = async (lane: Lane, signal: AbortSignal): Promise<void> => {
    if (lane.running < limit) {
      lane.running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onTurn = (): void => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = (): void => {
        lane.waiting.delete(onTurn);
        reject(signal.reason as Error);
      };
      lane.waiting.add(onTurn);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  };

  /** Hands the place to the next in line, which keeps `running` as it is. */
  const leave = (service: string, lane: Lane): void => {
    const [next] = lane.waiting;
    if (next !== undefined) {
      lane.waiting.delete(next);
      next();
      return;
    }
    lane.running -= 1;
    if (lane.running === 0) lanes.delete(service);
  };

  return {
    async run(service, signal, call) {
      signal.throwIfAborted();
      const lane = lanes.get(service) ?? { running: 0, waiting: new Set() };
      lanes.set(service, lane);
      await enter(lane, signal);
      try {
        return await call();
      } finally {
        leave(service, lane);
      }
    },
  };
}
