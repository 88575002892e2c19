import { expect, test } from "vitest";
import { historyOf } from "../../live/history-fixture.ts";
import { filterEvents } from "./event-filter.ts";

const history = historyOf("job_a", 5);
const routineOf = () => "fetch";
const kinds = (group: Parameters<typeof filterEvents>[1]["group"], search = "") =>
  filterEvents(history, { group, search }, routineOf).map(({ kind }) => kind);

test("without a filter the very same events come back", () => {
  expect(filterEvents(history, { group: "all", search: " " }, routineOf)).toBe(history);
});

test("a group keeps its kinds only; progress is a group of its own", () => {
  expect(kinds("job")).toEqual(["job_created", "job_started"]);
  expect(kinds("tasks")).toEqual(["task_queued", "task_started"]);
  expect(kinds("progress")).toEqual(Array.from({ length: 4 }, () => "task_progressed"));
});

test("a search looks into kind, routine and summary, whatever the case", () => {
  expect(kinds("all", "LANE 1")).toEqual(["task_started"]);
  expect(kinds("all", "fetch")).toHaveLength(history.length);
  expect(kinds("job", "lane 1")).toEqual([]);
});
