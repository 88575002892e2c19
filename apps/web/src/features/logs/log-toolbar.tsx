"use client";

import type { LogLevel } from "@gantry/contracts";
import { ArrowDownToLine, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { notify } from "@/lib/notify.ts";
import { useTRPCClient } from "@/trpc/client.ts";
import { downloadLog } from "./download-log.ts";

export interface LogToolbarProps {
  readonly jobId: string;
  readonly level: LogLevel;
  readonly search: string;
  readonly following: boolean;
  readonly onLevel: (level: LogLevel) => void;
  readonly onSearch: (search: string) => void;
  readonly onFollowing: (following: boolean) => void;
}

const LEVELS = [
  { value: "debug", label: "All" },
  { value: "info", label: "Info" },
  { value: "warn", label: "Warn" },
  { value: "error", label: "Error" },
] as const satisfies readonly { readonly value: LogLevel; readonly label: string }[];

export function LogToolbar(props: LogToolbarProps) {
  const client = useTRPCClient();
  const [isDownloading, setDownloading] = useState(false);
  const download = async (): Promise<void> => {
    setDownloading(true);
    try {
      await downloadLog(client, props.jobId);
    } catch (error) {
      notify.error("The log could not be downloaded", errorMessage(error));
    } finally {
      setDownloading(false);
    }
  };
  return (
    <header className="flex flex-wrap items-center gap-3 border-b px-4 py-2">
      <Segmented label="Lowest level" value={props.level} onValueChange={props.onLevel} options={LEVELS} />
      <Input
        type="search"
        aria-label="Search the log"
        placeholder="Search the log"
        className="w-full sm:w-64"
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
      />
      <div className="ml-auto flex items-center gap-2">
        <Button
          aria-pressed={props.following}
          variant={props.following ? "secondary" : "ghost"}
          onClick={() => props.onFollowing(!props.following)}
        >
          <ArrowDownToLine /> Follow
        </Button>
        <Button disabled={isDownloading} onClick={() => void download()}>
          <Download /> Download
        </Button>
      </div>
    </header>
  );
}
