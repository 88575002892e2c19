import { PageTitle } from "@/components/shell/page-title.tsx";
import { ServicesView } from "@/features/services/services-view.tsx";

export default function ServicesPage() {
  return (
    <>
      <PageTitle title="Services" />
      <ServicesView />
    </>
  );
}
