import { Activity, SearchX } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { Button } from "@/components/ui/button.tsx";

export interface NoOperationsProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  /** null: nothing can be started here. */
  readonly onStart: (() => void) | null;
}

export function NoOperations({ isFiltered, onClear, onStart }: NoOperationsProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No operation matches"
        description="None has this status and this type."
        actions={<Button onClick={onClear}>Clear the filter</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Activity}
      title="No operations yet"
      description={
        onStart === null
          ? "A managed operation is long-running work of a service, with progress and cancellation. Name a module that exports a ServiceOrchestrator in GANTRY_MODULES, and its operations can be started here."
          : "A managed operation is long-running work of a service: it tells how far it is and what is left, has children of its own, and can be cancelled."
      }
      {...(onStart === null
        ? {}
        : {
            actions: (
              <Button variant="primary" onClick={onStart}>
                Start an operation
              </Button>
            ),
          })}
    />
  );
}
