import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { cn } from "@/lib/cn.ts";

export interface ErrorStateProps {
  /** What could not be done: "The workflow could not be loaded". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly className?: string;
}

/** Says what failed and why, and offers to try again. */
export function ErrorState({ title, error, onRetry, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <span className="grid size-11 place-items-center rounded-xl bg-status-failed/10">
        <TriangleAlert className="size-5 text-status-failed" strokeWidth={1.75} aria-hidden />
      </span>
      <h2 className="mt-4 text-sm font-semibold">{title}</h2>
      <p className="mt-1 max-w-md text-[0.8125rem] break-words text-muted-foreground">{errorMessage(error)}</p>
      {onRetry !== undefined && (
        <Button className="mt-5" onClick={onRetry}>
          <RotateCw /> Try again
        </Button>
      )}
    </div>
  );
}
