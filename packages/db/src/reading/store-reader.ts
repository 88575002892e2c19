import type { HistoryStore, WorkflowStore } from "@gantry/engine";
import type { WorkflowQueries } from "../workflow-queries.ts";
import type { Census } from "./census.ts";

export interface StoreReaderOptions {
  /** `postgresql://…`; null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** Everything that is kept, to be looked at and never changed: beside the servers that write it. Whoever opened it closes it. */
export interface StoreReader extends AsyncDisposable {
  readonly kind: "embedded" | "postgresql";
  readonly history: Pick<HistoryStore, "readEvents" | "readLogs" | "readValue">;
  readonly workflows: Pick<WorkflowStore, "load">;
  readonly queries: WorkflowQueries;
  readonly census: Census;
  close(): Promise<void>;
}
