import { isInline, type FlowDocument, type JobState } from "@gantry/contracts";
import { waitUntil } from "../wait-until.ts";
import { jobStates, type Api } from "./server-fixture.ts";
import { spellingFlow } from "./spelling.ts";

/** The spelling Flow as a client has it: JSON, from wherever it was made. */
export const documentOf = (word: string): FlowDocument =>
  JSON.parse(JSON.stringify(spellingFlow("spelling", word).serialize())) as FlowDocument;

/** What a Routine's Tasks returned, in the order of the Tasks. */
export const outputsOf = (jobs: readonly JobState[], routine: string): unknown[] =>
  jobs.flatMap(({ tasks }) =>
    tasks
      .filter((task) => task.routine === routine)
      .map(({ output }) => (output !== null && isInline(output) ? output.inline : output)),
  );

/** Its Jobs once all have completed. */
export const completed = (api: Api, workflowId: string): Promise<JobState[]> =>
  waitUntil(
    () => jobStates(api, workflowId),
    (jobs) => jobs.every(({ status }) => status === "completed"),
  );
