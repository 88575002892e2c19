import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { PageTitle } from "@/components/shell/page-title.tsx";
import { Button } from "@/components/ui/button.tsx";

/** The page of an address that leads nowhere; `what` is missing: "This workflow does not exist". */
export function NothingHere({ what }: { readonly what: string }) {
  return (
    <>
      <PageTitle title="Not found" />
      <PageHeader title="Not found" />
      <EmptyState
        icon={MapPinOff}
        title={what}
        description="It may have been deleted, or the link is incomplete."
        className="min-h-[50dvh] justify-center"
        actions={
          <>
            <Button asChild>
              <Link href="/workflows">All workflows</Link>
            </Button>
            <Button asChild variant="primary">
              <Link href="/">Go to the overview</Link>
            </Button>
          </>
        }
      />
    </>
  );
}
