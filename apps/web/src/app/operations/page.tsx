import { PageTitle } from "@/components/shell/page-title.tsx";
import { OperationsView } from "@/features/operations/operations-view.tsx";

export default function OperationsPage() {
  return (
    <>
      <PageTitle title="Operations" />
      <OperationsView />
    </>
  );
}
