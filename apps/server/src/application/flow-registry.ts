import type { FlowDefinition } from "@gantry/contracts";
import type { Flow } from "@gantry/engine";

/**
 * The Flows that this process can run, several versions of one side by side: a submission gets the newest, a stored
 * Workflow the one that it was submitted with.
 */
export class FlowRegistry {
  readonly #versions = new Map<string, Map<string, Flow>>();

  /**
   * @returns the Flow of the same id and version that was registered before; then this one is not.
   * @throws AppError `invalid_input` naming every fault of one that cannot run.
   */
  add(flow: Flow): Flow | null {
    flow.definition(); // freezes it, or refuses
    const versions = this.#versions.get(flow.flowId) ?? new Map<string, Flow>();
    const known = versions.get(flow.version);
    if (known !== undefined && known !== flow) return known;
    this.#versions.set(flow.flowId, versions.set(flow.version, flow));
    return null;
  }

  find(flowId: string, version: string): Flow | undefined {
    return this.#versions.get(flowId)?.get(version);
  }

  /**
   * Whether a stored Flow can go on here: its version is registered, with every Routine and Slot that it has. A Flow
   * that was changed without a new version is another Flow.
   */
  canRun({ flowId, version, routines }: FlowDefinition): boolean {
    const registered = this.find(flowId, version)?.definition().routines ?? [];
    return routines.every((stored) => {
      const known = registered.find(({ name }) => name === stored.name);
      return known !== undefined && stored.slots.every(({ name }) => known.slots.some((slot) => slot.name === name));
    });
  }

  newest(flowId: string): Flow | undefined {
    return [...(this.#versions.get(flowId)?.values() ?? [])].sort(byVersion).at(-1);
  }

  /** The newest version of every Flow, in the order in which they were registered. */
  list(): readonly Flow[] {
    return [...this.#versions.keys()].flatMap((flowId) => this.newest(flowId) ?? []);
  }

  /** Every version of every Flow. */
  all(): readonly Flow[] {
    return [...this.#versions.values()].flatMap((versions) => [...versions.values()]);
  }
}

/** "1.10" is newer than "1.9", and "2" than either. */
const byVersion = (a: Flow, b: Flow): number => a.version.localeCompare(b.version, "en", { numeric: true });
