import type { Page } from "@playwright/test";

/** One attempt as the worker lanes show it, epoch ms. */
export interface ShownBar {
  readonly jobId: string;
  readonly routine: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Every bar on the worker lanes of the page, those of all lanes together. */
export const shownBars = (page: Page): Promise<ShownBar[]> =>
  page.getByTestId("lane-bar").evaluateAll((bars) =>
    bars.map((bar) => ({
      jobId: bar.getAttribute("data-job") ?? "",
      routine: bar.getAttribute("data-routine") ?? "",
      startMs: Number(bar.getAttribute("data-start-ms")),
      endMs: Number(bar.getAttribute("data-end-ms")),
    })),
  );
