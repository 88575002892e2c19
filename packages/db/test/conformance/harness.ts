import type { Store, StoreOptions } from "../../src/index.ts";

/** One empty database, and how to open a store on it. */
export interface TestDatabase {
  readonly options: Pick<StoreOptions, "databaseUrl" | "dataDir">;
  /** A store of a server of its own; closed with the database unless the test closes it. */
  open(options?: Partial<StoreOptions>): Promise<Store>;
  remove(): Promise<void>;
}

export interface StoreHarness {
  /** Whether several servers may have it open at once. */
  readonly shared: boolean;
  createDatabase(): Promise<TestDatabase>;
}

/** Keeps what is opened, so that a test that fails leaves nothing open. */
export class OpenStores {
  readonly #stores: Store[] = [];
  readonly #open: (options: Partial<StoreOptions>) => Promise<Store>;

  constructor(open: (options: Partial<StoreOptions>) => Promise<Store>) {
    this.#open = open;
  }

  async open(options: Partial<StoreOptions> = {}): Promise<Store> {
    const store = await this.#open(options);
    this.#stores.push(store);
    return store;
  }

  async closeAll(): Promise<void> {
    for (const store of this.#stores) await store.close();
  }
}
