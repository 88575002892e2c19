export interface ServiceAddress {
  readonly containerName: string;
  /** `host:port`. */
  readonly address: string;
}

/**
 * The services that a dockerinfo names; of a container named twice the last entry counts. Entries that cannot be
 * understood are left out: the server says what is wrong with them, and its schemas would double this page.
 */
export function servicesOf(dockerinfo: unknown): readonly ServiceAddress[] {
  const entries = isRecord(dockerinfo) ? dockerinfo.docker_info_list : null;
  if (!Array.isArray(entries)) return [];
  const services = entries.map(serviceOf).filter((service) => service !== null);
  return [...new Map(services.map((service) => [service.containerName, service])).values()];
}

function serviceOf(entry: unknown): ServiceAddress | null {
  if (!isRecord(entry)) return null;
  const { container_name: containerName, ip_address: host, port } = entry;
  if (!isWord(containerName) || !isWord(host) || (typeof port !== "string" && typeof port !== "number")) return null;
  return { containerName, address: `${host}:${String(port)}` };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isWord = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
