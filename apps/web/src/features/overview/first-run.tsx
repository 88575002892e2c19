import { FileUp } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { CraneScene } from "@/features/overview/crane-scene.tsx";
import { RunDemoButton } from "@/features/new-workflow/run-demo-button.tsx";
import { LiveBadge } from "@/live/index.ts";

/** The first thing a newcomer sees: what this is, and the two ways to begin. */
export function FirstRun() {
  return (
    <>
      <PageHeader title="Overview" badge={<LiveBadge />} />
      <Card className="animate-settle overflow-hidden">
        <div className="grid lg:grid-cols-2">
          <div className="p-6 sm:p-10 lg:py-16">
            <h2 className="max-w-md text-2xl font-semibold text-balance">
              Run many jobs at once, and see every one of them.
            </h2>
            <p className="mt-3 max-w-md text-sm text-pretty text-muted-foreground">
              A workflow runs its jobs under one worker limit, and every step is kept before it is shown. The demo
              starts four jobs with two workers; it takes a few seconds and calls nothing outside of this machine.
            </p>
            <div className="mt-7 flex flex-wrap gap-2.5">
              <RunDemoButton variant="primary" size="lg" />
              <Button asChild size="lg">
                <Link href="/workflows/new">
                  <FileUp /> Upload a blueprint
                </Link>
              </Button>
            </div>
          </div>
          <CraneScene />
        </div>
      </Card>
    </>
  );
}
