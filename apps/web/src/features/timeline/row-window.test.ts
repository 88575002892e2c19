import { expect, test } from "vitest";
import { rowWindow } from "./row-window.ts";

test("a list that is not scrolled shows its first rows and some below the view", () => {
  expect(rowWindow({ count: 1000, rowPx: 10, scrollTopPx: 0, viewPx: 100 })).toEqual({ first: 0, end: 18 });
});

test("in the middle there are rows beyond both edges", () => {
  expect(rowWindow({ count: 1000, rowPx: 10, scrollTopPx: 500, viewPx: 100 })).toEqual({ first: 42, end: 68 });
});

test("no row beyond the last one exists, even when the list shrank under its scroll position", () => {
  expect(rowWindow({ count: 5, rowPx: 10, scrollTopPx: 500, viewPx: 100 })).toEqual({ first: 5, end: 5 });
  expect(rowWindow({ count: 0, rowPx: 10, scrollTopPx: 0, viewPx: 100 })).toEqual({ first: 0, end: 0 });
});
