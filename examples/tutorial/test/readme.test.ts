import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const text = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const SHOWN = /\[`(src\/[^`]+)`\]\(\1\):\n\n```ts\n([\s\S]*?)```\n/g;
const shown = [...text("README.md").matchAll(SHOWN)].map(([, path = "", code = ""]) => ({ path, code }));

test("the README shows every step and every pitfall", () => {
  const paths = shown.map(({ path }) => path).join(" ");
  for (const program of ["step-1", "step-2", "step-3", "step-4", "step-5", "pitfall-1", "pitfall-2", "pitfall-3"])
    expect(paths).toContain(program);
});

test.each(shown)("the code in the README is that of $path", ({ path, code }) => {
  expect(code).toBe(text(path));
});
