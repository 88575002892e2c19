"use client";

import { useEffect, useState } from "react";
import { useLiveClient } from "./live-provider.tsx";

/**
 * The server's time, epoch ms, for bars and durations that grow: renewed every `everyMs` while `running`, else it
 * stands still. Corrected by what the connection knows of the two clocks, so that a browser whose clock is wrong
 * draws no bar that ends before it starts. Without a live connection it stands still too: nobody knows what runs.
 */
export function useServerNow(options: { readonly running: boolean; readonly everyMs: number }): number {
  const { running, everyMs } = options;
  const client = useLiveClient();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const renew = (): void => {
      const { connection, clockOffsetMs } = client.connection;
      if (connection.kind === "live") setNowMs(Date.now() - (clockOffsetMs ?? 0));
    };
    renew();
    if (!running) return undefined;
    const timer = setInterval(renew, everyMs);
    return () => clearInterval(timer);
  }, [client, running, everyMs]);
  return nowMs;
}
