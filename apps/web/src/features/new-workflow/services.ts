import { Dockerinfo } from "@gantry/contracts";

export interface ServiceAddress {
  readonly containerName: string;
  /** `host:port`. */
  readonly address: string;
}

/** The services that a dockerinfo names; of a container named twice the last entry counts. None while it cannot be understood. */
export function servicesOf(dockerinfo: unknown): readonly ServiceAddress[] {
  const parsed = Dockerinfo.safeParse(dockerinfo);
  if (!parsed.success) return [];
  const byName = new Map(
    parsed.data.docker_info_list.map(({ container_name, ip_address, port }) => [
      container_name,
      `${ip_address}:${port}`,
    ]),
  );
  return [...byName].map(([containerName, address]) => ({ containerName, address }));
}
