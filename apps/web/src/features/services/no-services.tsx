import { FileUp, Server } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { ControlInterfaceCard } from "./control-interface-card.tsx";

/** Before a Blueprint was submitted: where services come from, and how one is made. */
export function NoServices() {
  return (
    <div className="grid gap-6">
      <Card>
        <EmptyState
          icon={Server}
          title="No service is known yet"
          description="A service appears here as soon as a submitted blueprint names it. Then you see whether it answers, and what runs on it."
          actions={
            <Button asChild variant="primary">
              <Link href="/workflows/new">
                <FileUp /> Upload a blueprint
              </Link>
            </Button>
          }
        />
      </Card>
      <ControlInterfaceCard />
    </div>
  );
}
