"use client";

import { type JobState, LOG_LEVELS } from "@gantry/contracts";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useDeferredValue, useState } from "react";
import type { LogTail } from "@/live/index.ts";
import type { LogFilter } from "./log-filter.ts";
import { LogList } from "./log-list.tsx";
import { LogToolbar } from "./log-toolbar.tsx";

export interface LogsViewProps {
  readonly job: JobState;
  readonly tail: LogTail;
  readonly running: boolean;
}

/** The Job's log: filtered by level and text (part of the URL), followed while it runs. */
export function LogsView({ job, tail, running }: LogsViewProps) {
  const [level, setLevel] = useQueryState("level", parseAsStringLiteral(LOG_LEVELS).withDefault("debug"));
  const [search, setSearch] = useQueryState("find", parseAsString.withDefault(""));
  const [following, setFollowing] = useState(running);
  // Typing stays quick: the list follows what was typed when there is time for it.
  const filter: LogFilter = { level, search: useDeferredValue(search) };
  return (
    <section aria-label="Logs">
      <LogToolbar
        jobId={job.jobId}
        level={level}
        search={search}
        following={following}
        onLevel={(next) => void setLevel(next)}
        onSearch={(next) => void setSearch(next === "" ? null : next)}
        onFollowing={setFollowing}
      />
      <LogList
        key={`${filter.level}/${filter.search}`}
        job={job}
        tail={tail}
        filter={filter}
        following={following}
        onFollowing={setFollowing}
      />
    </section>
  );
}
