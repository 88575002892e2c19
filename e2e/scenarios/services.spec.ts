import type { Dockerinfo } from "@gantry/contracts";
import { startExampleServices } from "@gantry/example-services";
import type { Locator, Page } from "@playwright/test";
import { energyBlueprint } from "../src/energy-documents.ts";
import { expect, test } from "../src/fixtures.ts";
import { ServerProcess } from "../src/server-process.ts";

/** Long enough to be seen running, whatever the machine; nobody waits for its end. */
const LONG_MS = "600000";

const serviceOf = (page: Page, { docker_info_list }: Dockerinfo, name: string): Locator => {
  const entry = docker_info_list.find(({ container_name }) => container_name === name);
  if (entry === undefined) throw new Error(`dockerinfo names no ${name}`);
  return page.locator(`[data-testid="service"][data-address="${entry.ip_address}:${entry.port}"]`);
};

test("issue 4, services page: an empty one teaches what a service is", async ({ browser }) => {
  await using server = await ServerProcess.start();
  const page = await browser.newPage({ baseURL: server.url });
  await page.goto("/services");
  await expect(page.getByRole("heading", { name: "No service is known yet" })).toBeVisible();
  await expect(page.getByText("/control/execute")).toBeVisible();
  await page.getByRole("link", { name: "Upload a blueprint" }).click();
  await page.waitForURL(/\/workflows\/new/);
  await page.close();
});

test("services show their health and what runs on them, live; one that stops says so by itself", async ({
  page,
  api,
}) => {
  await using services = await startExampleServices({ env: { EXAMPLE_DURATION_MS: LONG_MS } });
  await page.goto("/services");
  await api.submit({ blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
  const analysis = serviceOf(page, services.dockerinfo, "load-analysis");
  const report = serviceOf(page, services.dockerinfo, "energy-report");
  await expect(analysis).toHaveAttribute("data-health", "healthy");
  await expect(analysis).toContainText("1 task");
  await expect(report).toHaveAttribute("data-health", "healthy");
  await expect(report.getByRole("link")).toHaveText("Energy Pipeline");

  await services.stop();
  await expect(report).toHaveAttribute("data-health", "unwell");
  await expect(report).toContainText("Connection failed");
});

test("a tab behind others asks nobody, and goes on when it is looked at again", async ({ page, api, services }) => {
  await api.submit({ blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
  const asked: string[] = [];
  await page.routeWebSocket(/\/socket\.io\//, (connection) => {
    const server = connection.connectToServer();
    connection.onMessage((message) => {
      asked.push(String(message));
      server.send(message);
    });
  });
  await page.goto("/services");
  await expect(serviceOf(page, services.dockerinfo, "grid-check")).toHaveAttribute("data-health", "healthy");
  const subscriptions = () => asked.filter((message) => message.includes('"services"')).length;
  const before = subscriptions();

  await setVisibility(page, "hidden");
  await expect.poll(() => asked.some((message) => message.includes("unsubscribe"))).toBe(true);
  await expect(serviceOf(page, services.dockerinfo, "grid-check")).toBeVisible();
  await setVisibility(page, "visible");
  await expect.poll(subscriptions).toBe(before + 1);
});

/** Chromium under test never hides a page by itself. */
const setVisibility = (page: Page, state: "hidden" | "visible") =>
  page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
