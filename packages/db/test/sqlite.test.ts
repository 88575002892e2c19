import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe } from "vitest";
import { openStore } from "../src/index.ts";
import { newOwnerId } from "./conformance/fixtures.ts";
import { OpenStores, type StoreHarness } from "./conformance/harness.ts";
import { describeStore } from "./conformance/suite.ts";

const sqlite: StoreHarness = {
  shared: false,
  async createDatabase() {
    const dataDir = await mkdtemp(path.join(tmpdir(), "gantry-store-"));
    const options = { databaseUrl: null, dataDir };
    const stores = new OpenStores((given) => openStore({ ownerId: newOwnerId(), ...given, ...options }));
    return {
      options,
      open: (given) => stores.open(given),
      async remove() {
        await stores.closeAll();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  },
};

describe("the store on SQLite", () => describeStore(() => sqlite));
