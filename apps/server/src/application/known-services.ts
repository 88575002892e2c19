import type { WorkflowStatus, WorkflowSummary } from "@gantry/contracts";
import type { ServiceAddress } from "./actions.ts";

/** One service as submissions name it. */
export interface NamedService {
  readonly address: string;
  readonly containerNames: readonly string[];
  readonly workflows: readonly {
    readonly workflowId: string;
    readonly name: string;
    readonly status: WorkflowStatus;
  }[];
  readonly workflowCount: number;
  readonly namedAtMs: number;
}

export interface KnownServicesOptions {
  /** The newest Workflows, newest first, at most `limit`. */
  readonly newest: (limit: number) => Promise<readonly WorkflowSummary[]>;
  /** What a Workflow's submission names; [] for one that is gone. It never changes. */
  readonly servicesOf: (workflowId: string) => Promise<readonly ServiceAddress[]>;
  readonly nowMs: () => number;
}

export interface NamedServices {
  readonly services: readonly NamedService[];
  readonly workflowsRead: number;
}

/** How far back submissions are read. A service that only older ones name is not in use here. */
const WORKFLOWS_READ = 200;
/** Workflows that are listed beside a service. */
const LISTED_WORKFLOWS = 3;

/** The services that the newest submissions name. A submission is read once and remembered while it is among them. */
export class KnownServices {
  readonly #options: KnownServicesOptions;
  #named: ReadonlyMap<string, readonly ServiceAddress[]> = new Map();
  #last: { readonly atMs: number; readonly reading: Promise<NamedServices> } | null = null;

  constructor(options: KnownServicesOptions) {
    this.#options = options;
  }

  /**
   * By address, in alphabetical order of their names: their places do not change while one looks.
   * @param maxAgeMs a list that was read within this time will do; many may look at once
   */
  list({ maxAgeMs = 0 }: { readonly maxAgeMs?: number } = {}): Promise<NamedServices> {
    const atMs = this.#options.nowMs();
    if (this.#last !== null && atMs - this.#last.atMs < maxAgeMs) return this.#last.reading;
    const reading = this.#read();
    this.#last = { atMs, reading };
    return reading;
  }

  async #read(): Promise<NamedServices> {
    const workflows = await this.#options.newest(WORKFLOWS_READ);
    const named = new Map<string, readonly ServiceAddress[]>();
    for (const { workflowId } of workflows) {
      named.set(workflowId, this.#named.get(workflowId) ?? (await this.#options.servicesOf(workflowId)));
    }
    this.#named = named;
    return { services: groupByAddress(workflows, named), workflowsRead: workflows.length };
  }
}

function groupByAddress(
  workflows: readonly WorkflowSummary[],
  named: ReadonlyMap<string, readonly ServiceAddress[]>,
): NamedService[] {
  const byAddress = new Map<string, { names: Set<string>; workflows: WorkflowSummary[] }>();
  for (const workflow of workflows) {
    for (const [address, names] of namesByAddress(named.get(workflow.workflowId) ?? [])) {
      const service = byAddress.get(address) ?? { names: new Set(), workflows: [] };
      byAddress.set(address, service);
      for (const name of names) service.names.add(name);
      service.workflows.push(workflow);
    }
  }
  return [...byAddress]
    .map(([address, service]) => ({
      address,
      containerNames: [...service.names],
      workflows: service.workflows
        .slice(0, LISTED_WORKFLOWS)
        .map(({ workflowId, name, status }) => ({ workflowId, name, status })),
      workflowCount: service.workflows.length,
      namedAtMs: service.workflows[0]?.createdAtMs ?? 0,
    }))
    .sort((a, b) => compare(a.containerNames[0] ?? "", b.containerNames[0] ?? "") || compare(a.address, b.address));
}

/** Several containers of one Blueprint may answer at one address. */
function namesByAddress(services: readonly ServiceAddress[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { containerName, address } of services) names.set(address, [...(names.get(address) ?? []), containerName]);
  return names;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
