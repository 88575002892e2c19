import { PageTitle } from "@/components/shell/page-title.tsx";
import { NewWorkflow } from "@/features/new-workflow/new-workflow.tsx";

export default function NewWorkflowPage() {
  return (
    <>
      <PageTitle title="New workflow" />
      <NewWorkflow />
    </>
  );
}
