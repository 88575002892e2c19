import { isTerminal, type WorkflowSummary } from "@gantry/contracts";
import { formatQuantity } from "@/lib/format.ts";

export type BulkAction = "cancel" | "retry" | "delete";

const APPLIES: Record<BulkAction, (workflow: WorkflowSummary) => boolean> = {
  cancel: ({ status }) => !isTerminal(status),
  retry: ({ status }) => isTerminal(status),
  delete: () => true,
};

/** The Workflows of a selection that an action would change. */
export const workflowsFor = (action: BulkAction, selected: readonly WorkflowSummary[]): readonly WorkflowSummary[] =>
  selected.filter(APPLIES[action]);

export interface Confirmation {
  readonly title: string;
  readonly description: string;
  readonly confirmLabel: string;
  readonly destructive: boolean;
}

const sum = (workflows: readonly WorkflowSummary[], count: (workflow: WorkflowSummary) => number): number =>
  workflows.reduce((total, workflow) => total + count(workflow), 0);

/** What to ask before an action, with the numbers of what it changes. `workflows` are those that it applies to. */
export function confirmationFor(action: BulkAction, workflows: readonly WorkflowSummary[]): Confirmation {
  const many = formatQuantity(workflows.length, "workflow");
  const jobs = formatQuantity(
    sum(workflows, ({ jobCount }) => jobCount),
    "job",
  );
  switch (action) {
    case "cancel": {
      const running = formatQuantity(
        sum(workflows, ({ taskCounts }) => taskCounts.running),
        "running task",
      );
      return {
        title: `Cancel ${many}?`,
        description: `${running} will be stopped, and what waits in ${jobs} will not start. Finished work and history are kept.`,
        confirmLabel: `Cancel ${many}`,
        destructive: true,
      };
    }
    case "retry":
      return {
        title: `Retry ${many}?`,
        description: `Starts ${formatQuantity(workflows.length, "new workflow")} with ${jobs}, reusing the outputs that were completed. The ended ones stay as they are.`,
        confirmLabel: `Retry ${many}`,
        destructive: false,
      };
    case "delete": {
      const active = workflows.filter(({ status }) => !isTerminal(status)).length;
      const stopped =
        active === 0
          ? ""
          : ` ${formatQuantity(active, "workflow")} that ${active === 1 ? "has" : "have"} not ended will be cancelled first.`;
      return {
        title: `Delete ${many}?`,
        description: `Removes ${jobs} with their history, logs and data.${stopped} This cannot be undone.`,
        confirmLabel: `Delete ${many}`,
        destructive: true,
      };
    }
  }
}

/** How the result of an action is told: "3 workflows cancelled". */
export const PAST_TENSE: Record<BulkAction, string> = {
  cancel: "cancelled",
  retry: "started again",
  delete: "deleted",
};
