import { Settings2 } from "lucide-react";
import { Button, type ButtonProps } from "@/components/ui/button.tsx";

export type PreferencesButtonProps = ButtonProps & { readonly isCompact: boolean };

/** Opens the preferences; takes the props that a menu's trigger gives it. */
export function PreferencesButton({ isCompact, ...props }: PreferencesButtonProps) {
  return (
    <Button
      variant="ghost"
      size={isCompact ? "icon" : "md"}
      className={isCompact ? "" : "w-full justify-start gap-2.5 px-2.5"}
      aria-label="Preferences"
      {...props}
    >
      <Settings2 />
      {!isCompact && "Preferences"}
    </Button>
  );
}
