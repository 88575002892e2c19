import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe has against the page as it is now, one line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const path = new URL(page.url()).pathname;
  return violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes.map((node) => node.target).join(", ")}`);
}
