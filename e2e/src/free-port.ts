import { createServer } from "node:net";

/** A port of 127.0.0.1 that nothing listens on now. A server that must come back on its port needs to know it first. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port");
  return address.port;
}
