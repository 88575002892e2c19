import type { Page } from "@playwright/test";
import { pageStatus } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";

const MOST_TABS = 60;

/** Tabs until the element with this accessible name has the focus. @throws when it cannot be reached. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
    });
    if (name.test(focused)) return;
  }
  throw new Error(`${MOST_TABS} presses of Tab do not lead to ${String(name)}`);
}

test("the demo can be run and looked into with the keyboard alone", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Run the demo" }).first()).toBeVisible();
  await tabTo(page, /Run the demo/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/workflows\/wf-/);
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await tabTo(page, /lane 1/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/jobs\/job_/);
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
});
