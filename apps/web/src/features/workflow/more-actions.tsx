"use client";

import { Repeat, Trash2 } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu.tsx";
import { MoreActionsButton } from "./more-actions-button.tsx";

export interface MoreActionsProps {
  readonly onRunAgain: () => void;
  readonly onDelete: () => void;
}

/** What is done with a Workflow seldom. It is open from the start, because its code came when it was asked for. */
export function MoreActions({ onRunAgain, onDelete }: MoreActionsProps) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <MoreActionsButton />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={onRunAgain}>
          <Repeat /> Run again with…
        </DropdownMenuItem>
        <DropdownMenuItem destructive onSelect={onDelete}>
          <Trash2 /> Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
