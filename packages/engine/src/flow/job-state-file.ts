import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { AppError } from "@gantry/contracts";
import type { Job } from "./job.ts";
import { parseJobDocument, toDocument, type SavedJob } from "./saved-job.ts";

/**
 * Writes a Job as it stands now to a file, whole or not at all. It may be running: what its handlers do from now on is not
 * in the file, and what they were doing is done again where it is resumed.
 *
 * @throws AppError `unavailable` when the file cannot be written.
 * Source: seed 3; page 3, decision 13.
 */
export async function saveJobState(job: Job | SavedJob, path: string): Promise<void> {
  const saved = "events" in job ? job : await job.serialize();
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify(toDocument(saved))}\n`, { flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new AppError("unavailable", `Job ${saved.state.jobId} cannot be saved: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Reads what `saveJobState` wrote, for `Flow.resumeJob`.
 * @throws AppError `not_found` for a file that cannot be read; `invalid_input` saying what is wrong with it.
 */
export async function loadJobState(path: string): Promise<SavedJob> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new AppError("not_found", `The saved Job ${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  return parseJobDocument(parseJson(text, path));
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("invalid_input", `The saved Job ${path} is not JSON: ${reasonOf(error)}`, { cause: error });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
