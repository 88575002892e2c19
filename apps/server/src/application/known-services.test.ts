import type { WorkflowSummary } from "@gantry/contracts";
import { expect, test } from "vitest";
import { KnownServices } from "./known-services.ts";

const workflow = (workflowId: string, createdAtMs: number) =>
  ({ workflowId, name: `name of ${workflowId}`, status: "running", createdAtMs }) as WorkflowSummary;

/** Submissions by Workflow, newest first, as `container@address`. */
function servicesNamedBy(submissions: Record<string, readonly string[]>) {
  const read: string[] = [];
  let nowMs = 0;
  const known = new KnownServices({
    newest: async (limit) =>
      Object.keys(submissions)
        .map((workflowId, index) => workflow(workflowId, 1_000 - index))
        .slice(0, limit),
    servicesOf: async (workflowId) => {
      read.push(workflowId);
      return (submissions[workflowId] ?? []).map((named) => {
        const [containerName = "", address = ""] = named.split("@");
        return { containerName, address };
      });
    },
    nowMs: () => nowMs,
  });
  return { known, read, submissions, pass: (ms: number) => (nowMs += ms) };
}

test("one address is one service, whatever it is called, with the newest name first", async () => {
  const { known } = servicesNamedBy({ "wf-2": ["solver@h:1"], "wf-1": ["old-solver@h:1", "loader@h:2"] });
  const { services } = await known.list();
  expect(services).toMatchObject([
    { address: "h:2", containerNames: ["loader"], workflowCount: 1, namedAtMs: 999 },
    { address: "h:1", containerNames: ["solver", "old-solver"], workflowCount: 2, namedAtMs: 1_000 },
  ]);
});

test("two containers of one workflow at one address count it once", async () => {
  const { known } = servicesNamedBy({ "wf-1": ["a@h:1", "b@h:1"] });
  const { services } = await known.list();
  expect(services).toMatchObject([
    { containerNames: ["a", "b"], workflowCount: 1, workflows: [{ workflowId: "wf-1", status: "running" }] },
  ]);
});

test("a submission is read once, and forgotten with its workflow", async () => {
  const { known, read, submissions } = servicesNamedBy({ "wf-2": ["a@h:1"], "wf-1": ["b@h:2"] });
  await known.list();
  await known.list();
  expect(read).toEqual(["wf-2", "wf-1"]);
  delete submissions["wf-1"];
  expect((await known.list()).services).toMatchObject([{ address: "h:1" }]);
  submissions["wf-1"] = ["b@h:2"];
  await known.list();
  expect(read).toEqual(["wf-2", "wf-1", "wf-1"]);
});

test("only the newest workflows of a service are listed; all are counted", async () => {
  const { known } = servicesNamedBy(Object.fromEntries(["5", "4", "3", "2", "1"].map((n) => [`wf-${n}`, ["a@h:1"]])));
  const [service] = (await known.list()).services;
  expect(service?.workflows.map(({ workflowId }) => workflowId)).toEqual(["wf-5", "wf-4", "wf-3"]);
  expect(service?.workflowCount).toBe(5);
});

test("a list that is young enough is not read again; one that is asked for anew is", async () => {
  const { known, submissions, pass } = servicesNamedBy({ "wf-1": ["a@h:1"] });
  await known.list();
  submissions["wf-2"] = ["b@h:2"];
  pass(99);
  expect((await known.list({ maxAgeMs: 100 })).services).toHaveLength(1);
  pass(1);
  expect((await known.list({ maxAgeMs: 100 })).services).toHaveLength(2);
  submissions["wf-3"] = ["c@h:3"];
  expect((await known.list()).services).toHaveLength(3);
});
