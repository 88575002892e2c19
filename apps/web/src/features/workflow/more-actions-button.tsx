import { Ellipsis } from "lucide-react";
import { Button, type ButtonProps } from "@/components/ui/button.tsx";

/** Opens the menu of what is done seldom; takes the props that a menu's trigger gives it. */
export function MoreActionsButton(props: ButtonProps) {
  return (
    <Button size="icon" variant="ghost" aria-label="More actions" {...props}>
      <Ellipsis />
    </Button>
  );
}
