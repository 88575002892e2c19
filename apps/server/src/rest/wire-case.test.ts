import { expect, test } from "vitest";
import { toWire } from "./wire-case.ts";

test("keys become snake_case and times ISO-8601", () => {
  expect(toWire({ jobId: "job_1", atMs: 0, startedAtMs: null, dueAtMs: 1500, taskCounts: { total: 1 } })).toEqual({
    job_id: "job_1",
    at: "1970-01-01T00:00:00.000Z",
    started_at: null,
    due_at: "1970-01-01T00:00:01.500Z",
    task_counts: { total: 1 },
  });
});

test("what is somebody's own data keeps its keys", () => {
  const data = { camelCase: { fooAtMs: 5 } };
  expect(toWire({ value: { inline: data }, logFields: 1, fields: data })).toEqual({
    value: { inline: data },
    log_fields: 1,
    fields: data,
  });
});

test("what is absent stays absent", () => {
  expect(toWire([{ paramMapping: undefined }])).toEqual([{}]);
});
