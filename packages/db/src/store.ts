import type { HistoryStore, Logger, WorkflowStore } from "@gantry/engine";
import type { ApiTokenStore } from "./api-token-store.ts";
import type { AuditLog } from "./audit-log.ts";
import type { OperationQueries } from "./operation-queries.ts";
import type { SecretStore } from "./secret-store.ts";
import type { WorkflowQueries } from "./workflow-queries.ts";

export interface StoreOptions {
  /** `postgresql://…`; null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Used by the embedded database only. */
  readonly dataDir: string;
  /** Names this server as an owner of Workflows: a new one at every start. */
  readonly ownerId: string;
  /** How often this server gives a sign of life, ms; default 2,000. PostgreSQL only: embedded, nobody else is there. */
  readonly heartbeatIntervalMs?: number;
  /** After how long a silence other servers count as gone, ms; default 10,000. */
  readonly ownerTimeoutMs?: number;
  /** Told of what happens in the background: heartbeats that fail, connections that break. */
  readonly logger?: Logger;
}

/** Everything that is kept. Whoever opened it closes it; closing again does nothing. */
export interface Store extends AsyncDisposable {
  readonly kind: "embedded" | "postgresql";
  readonly history: HistoryStore;
  readonly workflows: WorkflowStore;
  readonly queries: WorkflowQueries;
  readonly operations: OperationQueries;
  readonly tokens: ApiTokenStore;
  readonly audit: AuditLog;
  readonly secrets: SecretStore;
  /** Embedded only: moves the write-ahead log into the database file and empties it. */
  readonly checkpoint?: () => Promise<void>;
  close(): Promise<void>;
}
