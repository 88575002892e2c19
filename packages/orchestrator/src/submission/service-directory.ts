import type { Dockerinfo, SubmissionFault } from "@gantry/contracts";
import { displayName } from "./display-name.ts";
import { createFault } from "./faults.ts";
import { readServiceAddress } from "./service-address.ts";
import type { BlueprintGraph } from "./vertex.ts";
import { groupVertices } from "./vertex.ts";

/** By container name: where its service answers. */
export type ServiceDirectory = ReadonlyMap<string, string>;

interface DirectoryReading {
  readonly services: ServiceDirectory;
  readonly faults: readonly SubmissionFault[];
}

interface DirectoryOptions {
  /** What the operator has against a host, as a message; null: nothing that its spelling shows. */
  readonly refuseHost: (host: string) => string | null;
}

/** Where the containers of `graph` answer: dockerinfo as addresses, every container of the graph among them. */
export function readDirectory(
  dockerinfo: Dockerinfo,
  graph: BlueprintGraph | null,
  { refuseHost }: DirectoryOptions,
): DirectoryReading {
  const faults: SubmissionFault[] = [];
  const services = new Map<string, string>();
  const vertices = groupVertices((graph?.vertices ?? []).map((vertex) => [vertex.containerName, vertex]));
  const nodeKeysOf = (container: string): string[] => (vertices.get(container) ?? []).map((vertex) => vertex.key);

  const lastIndexes = new Map(dockerinfo.docker_info_list.map((entry, index) => [entry.container_name, index]));
  for (const [index, entry] of dockerinfo.docker_info_list.entries()) {
    const container = entry.container_name;
    if (lastIndexes.get(container) !== index) continue;
    const address = readServiceAddress(entry);
    const refusal = address.ok ? refuseHost(address.host) : address.message;
    if (refusal !== null) {
      const field = address.ok ? "ip_address" : address.field;
      const path = ["docker_info_list", index, field];
      faults.push(createFault("dockerinfo", path, refusal, { nodeKeys: nodeKeysOf(container) }));
    }
    if (address.ok) services.set(container, address.baseUrl);
  }

  for (const container of vertices.keys()) {
    if (lastIndexes.has(container)) continue;
    const message = `Endpoint not found for: ${displayName(container)}`;
    faults.push(createFault("dockerinfo", ["docker_info_list"], message, { nodeKeys: nodeKeysOf(container) }));
  }
  return { services, faults };
}
