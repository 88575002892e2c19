import { WorkflowSkeleton } from "@/features/workflow/workflow-skeleton.tsx";

export default function Loading() {
  return <WorkflowSkeleton />;
}
