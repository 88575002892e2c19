import type { ReactNode } from "react";

export interface FormLayoutProps {
  /** What runs. */
  readonly subject: ReactNode;
  /** How it runs; stays in view beside a long subject. */
  readonly settings: ReactNode;
}

export function FormLayout({ subject, settings }: FormLayoutProps) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
      {subject}
      <div className="grid gap-6 lg:sticky lg:top-8">{settings}</div>
    </div>
  );
}
