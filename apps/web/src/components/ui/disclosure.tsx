"use client";

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";

export interface DisclosureProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Something inside that shall be seen: opens when it becomes another object. */
  readonly openFor?: object | null;
}

/** A part that most people leave closed; its content is made when it is first opened. */
export function Disclosure({ title, children, openFor = null }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [openedFor, setOpenedFor] = useState(openFor);
  if (openFor !== openedFor) {
    setOpenedFor(openFor);
    if (openFor !== null) setIsOpen(true);
  }
  if (isOpen && !wasOpen) setWasOpen(true);
  return (
    <details className="group border-t" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="flex h-10 cursor-pointer list-none items-center gap-2 px-4 text-[0.8125rem] font-medium text-muted-foreground transition-colors select-none hover:text-foreground focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        {title}
      </summary>
      {wasOpen && <div className="px-4 pt-1 pb-4">{children}</div>}
    </details>
  );
}
