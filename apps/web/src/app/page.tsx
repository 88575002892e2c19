import { PageTitle } from "@/components/shell/page-title.tsx";
import { Overview } from "@/features/overview/overview.tsx";

export default function OverviewPage() {
  return (
    <>
      <PageTitle title="Overview" />
      <Overview />
    </>
  );
}
