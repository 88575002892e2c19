import { expect, type Locator, type Page } from "@playwright/test";

/** What a person does in the dashboard, by the roles and names that a screen reader would say. */

const OPERATION_PAGE = /\/operations\/(op_\w+)/;
const WORKFLOW_PAGE = /\/workflows\/(wf-[0-9a-f]{12})/;

/** The Workflow that the page has gone to. */
async function shownWorkflow(page: Page): Promise<string> {
  await page.waitForURL(WORKFLOW_PAGE);
  const [, workflowId] = WORKFLOW_PAGE.exec(page.url()) ?? [];
  if (workflowId === undefined) throw new Error(`${page.url()} is not a workflow's page`);
  return workflowId;
}

/** From the Overview. @returns the Workflow's id; its page is open. */
export async function runDemo(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("button", { name: "Run the demo" }).first().click();
  return shownWorkflow(page);
}

/** Gives the form its two files: JSON values, or a text that is not even JSON. */
export async function upload(page: Page, files: { blueprint: unknown; dockerinfo: unknown }): Promise<void> {
  const json = (content: unknown) =>
    Buffer.from(typeof content === "string" ? content : JSON.stringify(content, null, 2));
  const file = (name: string, content: unknown) => ({ name, mimeType: "application/json", buffer: json(content) });
  await page.getByLabel("Blueprint file").setInputFiles(file("blueprint.json", files.blueprint));
  await page.getByLabel("Dockerinfo file").setInputFiles(file("dockerinfo.json", files.dockerinfo));
}

export const runButton = (page: Page): Locator => page.getByRole("button", { name: "Run workflow" });

/** For two good documents: waits until the server has found them so. @returns the Workflow's id; its page is open. */
export async function pressRun(page: Page): Promise<string> {
  await expect(page.getByText("No faults")).toHaveCount(2);
  return runForm(page);
}

/** Opens the form for a registered Flow, ready to be adjusted. */
export async function chooseFlow(page: Page, flowId: string): Promise<void> {
  await page.goto(`/workflows/new?from=flow&flow=${flowId}`);
  await expect(runButton(page)).toBeEnabled();
}

/** @returns the Workflow's id; its page is open. */
export async function runForm(page: Page): Promise<string> {
  await runButton(page).click();
  return shownWorkflow(page);
}

/** The status of what the page is about, as its header shows it. */
export const pageStatus = (page: Page): Locator => page.locator("main header").first().locator("[data-status]").first();

/** Starts a registered operation (`service/type`) by the dialog of the operations page. @returns its id; its page is open. */
export async function startOperation(page: Page, type: string, parameters: object): Promise<string> {
  await page.goto("/operations");
  await page.getByRole("button", { name: "Start operation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Operation", { exact: true }).selectOption(type);
  await dialog.getByLabel("Parameters").fill(JSON.stringify(parameters));
  await dialog.getByRole("button", { name: "Start operation" }).click();
  await page.waitForURL(OPERATION_PAGE);
  const [, operationId = ""] = OPERATION_PAGE.exec(page.url()) ?? [];
  return operationId;
}
