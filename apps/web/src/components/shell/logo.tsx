import { cn } from "@/lib/cn.ts";

/** The mark: a gantry crane that carries one container. */
export function LogoMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden className={cn("size-6", className)}>
      <path
        d="M2 6.25h20M5.5 6.25V20M18.5 6.25V20M3.5 20h4M16.5 20h4"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M12 6.5v4.5" stroke="var(--brand)" strokeWidth="1.75" />
      <rect x="9.75" y="3.5" width="4.5" height="3" rx="0.75" fill="var(--brand)" />
      <rect x="8.5" y="11" width="7" height="5" rx="1" fill="var(--brand)" />
    </svg>
  );
}

export function Logo({ className }: { readonly className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-[0.9375rem] font-semibold tracking-[-0.02em]", className)}>
      <LogoMark />
      Gantry
    </span>
  );
}
