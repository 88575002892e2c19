import { WorkflowPage } from "@/features/workflow/workflow-page.tsx";

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <WorkflowPage workflowId={decodeURIComponent(id)} />;
}
