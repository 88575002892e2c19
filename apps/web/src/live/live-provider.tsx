"use client";

import { type ReactNode, createContext, useContext, useEffect, useState } from "react";
import { LiveClient } from "./live-client.ts";

const LiveContext = createContext<LiveClient | null>(null);

/** Gives everything below it one live connection, open while it is mounted. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() => new LiveClient());
  useEffect(() => {
    client.open();
    return () => client.close();
  }, [client]);
  return <LiveContext value={client}>{children}</LiveContext>;
}

/** @throws Error outside of a `LiveProvider`. */
export function useLiveClient(): LiveClient {
  const client = useContext(LiveContext);
  if (client === null) throw new Error("This component needs a <LiveProvider> above it.");
  return client;
}
