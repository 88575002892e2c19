import { cn } from "@/lib/cn.ts";

/** Above this a cell per slot would be narrower than a finger's width of pixels. */
const MAX_CELLS = 32;

/** One cell per worker slot, the used ones filled; a plain bar when there are many. */
export function SlotMeter({ used, slots }: { readonly used: number; readonly slots: number }) {
  if (slots > MAX_CELLS) {
    return (
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-foreground/10">
        <div
          className="h-full rounded-full bg-status-running"
          style={{ width: `${Math.min(1, used / slots) * 100}%` }}
        />
      </div>
    );
  }
  return (
    <div aria-hidden className="flex gap-0.75">
      {Array.from({ length: slots }, (_, slot) => (
        <span
          key={slot}
          className={cn(
            "h-1.5 flex-1 rounded-full transition-colors duration-300",
            slot < used ? "bg-status-running" : "bg-foreground/10",
          )}
        />
      ))}
    </div>
  );
}
