import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { PageTitle } from "@/components/shell/page-title.tsx";
import { Button } from "@/components/ui/button.tsx";

export default function NotFoundPage() {
  return (
    <>
      <PageTitle title="Not found" />
      <PageHeader title="Not found" />
      <EmptyState
        icon={MapPinOff}
        title="There is nothing at this address"
        description="It may have been deleted, or the link is incomplete."
        className="min-h-[50dvh] justify-center"
        actions={
          <Button asChild variant="primary">
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      />
    </>
  );
}
