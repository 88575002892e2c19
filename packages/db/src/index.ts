export type { ApiToken, ApiTokenScope, ApiTokenStore } from "./api-token-store.ts";
export type { AuditEntry, AuditLog, NewAuditEntry } from "./audit-log.ts";
export type { LogSearch } from "./log-search.ts";
export { openStore } from "./open-store.ts";
export { openStoreReader } from "./reading/open-store-reader.ts";
export type { StoreReader, StoreReaderOptions } from "./reading/store-reader.ts";
export type { SecretStore } from "./secret-store.ts";
export type { Store, StoreOptions } from "./store.ts";
export type { WorkflowListOptions, WorkflowQueries } from "./workflow-queries.ts";
