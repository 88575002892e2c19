import type { Page } from "@playwright/test";
import { pageStatus, startOperation } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";

const rowOf = (page: Page, operationId: string) => page.locator(`[data-operation="${operationId}"]`);

test("page 5: an operation is started from the dashboard, and shows those that work for it as nested bars, live", async ({
  page,
  context,
}) => {
  const operationId = await startOperation(page, "DataManager/data_load", { symbol: "AAPL" });
  const list = await context.newPage();
  await list.goto("/operations");
  const row = rowOf(list, operationId);
  const child = row.getByTestId("child-operation");
  await expect(child.first()).toBeVisible();
  await expect(child.first().getByRole("progressbar")).toBeVisible();
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await expect(row).toHaveAttribute("data-status", "completed");
  await expect(page.getByRole("region", { name: "Result" }).getByText("loadedBars")).toBeVisible();
});

test("a running operation tells phase, items and metrics, and is cancelled with a reason; a retry is a new one", async ({
  page,
}) => {
  const first = await startOperation(page, "TrainingService/training", { symbol: "MSFT", epochs: 5_000, epochMs: 50 });
  await expect(page.locator("main")).toContainText(/Items\s*\d+ of 5,000/);
  await page.getByRole("button", { name: /^Cancel / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("the market is closed");
  await dialog.getByRole("button", { name: "Cancel operation" }).click();
  await expect(pageStatus(page)).toHaveAttribute("data-status", "cancelled");
  await expect(page.locator("main")).toContainText("the market is closed");

  await page.getByRole("button", { name: /^Retry / }).click();
  await expect(page).not.toHaveURL(new RegExp(first));
  await expect(pageStatus(page)).toHaveAttribute("data-status", "running");
  await page.getByRole("button", { name: /^Cancel / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel operation" }).click();
  await expect(pageStatus(page)).toHaveAttribute("data-status", "cancelled");
});

test("parameters that do not fit are refused in the dialog; what is no JSON is not even sent", async ({ page }) => {
  await page.goto("/operations");
  await page.getByRole("button", { name: "Start operation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Operation", { exact: true }).selectOption("TrainingService/training");
  await dialog.getByLabel("Parameters").fill("[1]");
  await expect(dialog.getByText("Parameters are a JSON object")).toBeVisible();
  await dialog.getByLabel("Parameters").fill("{}");
  await dialog.getByRole("button", { name: "Start operation" }).click();
  await expect(dialog.getByRole("alert")).toContainText("symbol");
});

test("an operation is a Job, and its Job leads back to it; workflows leave it out", async ({ page }) => {
  const operationId = await startOperation(page, "TrainingService/training", { symbol: "IBM", epochs: 2, epochMs: 0 });
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await page.getByRole("link", { name: "Log, history and timeline" }).click();
  await page.waitForURL(new RegExp(`/jobs/${operationId}`));
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await page.getByRole("link", { name: /train IBM/ }).click();
  await page.waitForURL(new RegExp(`/operations/${operationId}`));
  await page.goto("/workflows?q=train");
  await expect(page.getByRole("heading", { name: "No workflow matches" })).toBeVisible();
});
