import { afterAll, describe, test } from "vitest";
import { openStore } from "../src/index.ts";
import { startPostgresForTests } from "../src/testing/index.ts";
import { newOwnerId } from "./conformance/fixtures.ts";
import { OpenStores, type StoreHarness } from "./conformance/harness.ts";
import { describeStore } from "./conformance/suite.ts";
import { describeSeveralServers } from "./several-servers.ts";

const postgres = await startPostgresForTests();

if (postgres.kind === "missing") {
  describe("the store on PostgreSQL", () => {
    test.skip(postgres.reason);
  });
} else {
  const harness: StoreHarness = {
    shared: true,
    async createDatabase() {
      const options = { databaseUrl: await postgres.createDatabase(), dataDir: "unused" };
      const stores = new OpenStores((given) => openStore({ ownerId: newOwnerId(), ...given, ...options }));
      return { options, open: (given) => stores.open(given), remove: () => stores.closeAll() };
    },
  };
  describe("the store on PostgreSQL", () => {
    afterAll(() => postgres.stop());
    describeStore(() => harness);
    describeSeveralServers(() => harness);
  });
}
