import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { PageTitle } from "@/components/shell/page-title.tsx";
import { Button } from "@/components/ui/button.tsx";

const WORKFLOWS = { href: "/workflows", label: "All workflows" };

export interface NothingHereProps {
  /** What is missing: "This workflow does not exist". */
  readonly what: string;
  /** Where others of its kind are. */
  readonly list?: { readonly href: string; readonly label: string };
}

/** The page of an address that leads nowhere. */
export function NothingHere({ what, list = WORKFLOWS }: NothingHereProps) {
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
              <Link href={list.href}>{list.label}</Link>
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
