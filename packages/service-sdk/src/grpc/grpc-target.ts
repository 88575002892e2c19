/** A host name or an IPv4 address. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const IPV6 = /^\[[0-9A-Fa-f:.]+\]$/;

const MAX_NAME_LENGTH = 253;

/**
 * What a reference's uri means to a gRPC client. References come from uploads and other services, so only `host:port`
 * is taken; the scheme is always ours, since `unix:80` or `xds:80` would read as a host and a port and mean something
 * else to the client.
 *
 * @returns the target, such as `dns:service-a:50051`.
 * @throws TypeError for everything that is not host:port.
 */
export function grpcTarget(uri: string): string {
  const separator = uri.lastIndexOf(":");
  const host = uri.slice(0, Math.max(0, separator));
  const port = uri.slice(separator + 1);
  const isHost = host.length <= MAX_NAME_LENGTH && (NAME.test(host) || IPV6.test(host));
  if (!isHost || !isPort(port)) throw new TypeError(`A gRPC uri must be host:port, not "${uri.slice(0, 200)}"`);
  return `dns:${host}:${port}`;
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
