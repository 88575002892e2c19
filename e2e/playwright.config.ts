import { defineConfig } from "@playwright/test";
import { findChromium } from "./chromium.mjs";

const chromiumPath = findChromium();
const isRoot = process.getuid?.() === 0;

/** A browser under test calls nobody but the page's own server. */
const quietArgs = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export default defineConfig({
  testDir: "scenarios",
  outputDir: "../test-results",
  // Every scenario starts real servers and services; side by side they would only wait for each other.
  workers: 1,
  // A hang guard, not a limit: a scenario ends when what it waits for has happened.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromiumPath !== null && { executablePath: chromiumPath }),
      args: isRoot ? ["--no-sandbox", ...quietArgs] : quietArgs,
    },
  },
});
