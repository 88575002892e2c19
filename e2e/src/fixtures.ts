import { test as base, expect } from "@playwright/test";
import { startExampleServices, type ExampleServices } from "@gantry/example-services";
import { ApiClient } from "./api-client.ts";
import { ServerProcess } from "./server-process.ts";

interface TestFixtures {
  readonly api: ApiClient;
  /** Fails a scenario whose page threw, or tried what its content security policy forbids. */
  readonly soundPage: undefined;
}

interface WorkerFixtures {
  /** One server for all scenarios that do not stop it; Workflows do not know of each other. */
  readonly server: ServerProcess;
  readonly services: ExampleServices;
}

/** Long operations of the example services take this long: enough to be seen running. */
const EXAMPLE_DURATION_MS = "400";

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      await using server = await ServerProcess.start();
      await use(server);
    },
    { scope: "worker" },
  ],
  services: [
    async ({}, use) => {
      await using services = await startExampleServices({ env: { EXAMPLE_DURATION_MS } });
      await use(services);
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, use) => use(server.url),
  api: ({ server }, use) => use(new ApiClient(server.url)),
  soundPage: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy|Hydration/i.test(message.text())) faults.push(message.text());
      });
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
