import { PageTitle } from "@/components/shell/page-title.tsx";
import { WorkflowsView } from "@/features/workflows/workflows-view.tsx";

export default function WorkflowsPage() {
  return (
    <>
      <PageTitle title="Workflows" />
      <WorkflowsView />
    </>
  );
}
