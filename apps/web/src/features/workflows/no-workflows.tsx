import { Container, SearchX } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RunDemoButton } from "@/features/new-workflow/run-demo-button.tsx";

export interface NoWorkflowsProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

export function NoWorkflows({ isFiltered, onClear }: NoWorkflowsProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No workflow matches"
        description="None has this status and these letters in its name or id."
        actions={<Button onClick={onClear}>Clear the filter</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Container}
      title="No workflows yet"
      description="Each submission of a flow appears here, and stays until it is deleted."
      actions={<RunDemoButton variant="primary" />}
    />
  );
}
