import { isTerminal, type LiveFrame, type OperationSummary, type SubscribeRequest } from "@gantry/contracts";
import type { AcceptedAnswer, LiveView } from "./live-view.ts";

/** An operation in the tree of the one that is followed; `depth` 0 is that one. */
export interface OperationNode {
  readonly operation: OperationSummary;
  readonly depth: number;
}

const NO_GAP = { gap: false } as const;

/** One operation and all that works for it, kept up to date by a LiveConnection. Summaries replace each other by id. */
export class OperationsView implements LiveView {
  readonly #rootId: string;
  readonly #changed: (view: OperationsView) => void;
  readonly #operations = new Map<string, OperationSummary>();
  #removed = false;

  /** `known`: what was read before, the root among it. */
  constructor(rootId: string, known: readonly OperationSummary[], changed: (view: OperationsView) => void) {
    this.#rootId = rootId;
    this.#changed = changed;
    this.learn(known);
  }

  learn(operations: readonly OperationSummary[]): void {
    for (const operation of operations) this.#operations.set(operation.operationId, operation);
  }

  get root(): OperationSummary | undefined {
    return this.#operations.get(this.#rootId);
  }

  get hasEnded(): boolean {
    return this.#removed || (this.root !== undefined && isTerminal(this.root.status));
  }

  /** The tree in the order of reading: each operation before what it started, siblings by age. */
  get tree(): readonly OperationNode[] {
    const children = new Map<string, OperationSummary[]>();
    for (const operation of this.#operations.values()) {
      const parent = operation.parentOperationId ?? "";
      children.set(parent, [...(children.get(parent) ?? []), operation]);
    }
    const nodes: OperationNode[] = [];
    const visit = (operation: OperationSummary, depth: number): void => {
      nodes.push({ operation, depth });
      const own = children.get(operation.operationId) ?? [];
      for (const child of own.toSorted((a, b) => a.createdAtMs - b.createdAtMs)) visit(child, depth + 1);
    };
    if (this.root !== undefined) visit(this.root, 0);
    return nodes;
  }

  request(): SubscribeRequest {
    return { scope: "operations" };
  }

  answered({ operations = [] }: AcceptedAnswer): { readonly gap: boolean } {
    return this.#take(operations);
  }

  framed(frame: LiveFrame): { readonly gap: boolean } {
    const workflowId = this.root?.workflowId;
    if (workflowId !== undefined && frame.removedWorkflowIds.includes(workflowId)) this.#removed = true;
    return this.#take(frame.operations ?? []);
  }

  #take(operations: readonly OperationSummary[]): { readonly gap: boolean } {
    this.learn(operations);
    this.#changed(this);
    return NO_GAP;
  }
}
