import { z } from "zod";
import { TaskView } from "../../src/rest/task-view.ts";
import { WorkflowView } from "../../src/rest/workflow-view.ts";
import { blueprintOf } from "../blueprints.ts";
import { waitUntil } from "../wait-until.ts";

const Submitted = z.object({ workflow_id: z.string() });
const Tasks = z.object({ tasks: z.tuple([TaskView, TaskView]) });
const Jobs = z.object({ jobs: z.tuple([z.object({ job_id: z.string() })]) });
const History = z.object({ events: z.array(z.looseObject({ kind: z.string() })) });
const Logs = z.object({ lines: z.array(z.object({ level: z.string(), message: z.string() })) });

/** Polls come at once, so that no test waits for the seconds that a real service is given. */
const HASTY = { polling: { initial_delay_ms: 1, max_delay_ms: 10 } };

/** How a run of the pipeline ended, as the REST surface tells it. */
export interface Outcome {
  readonly status: string;
  /** What failed it; without the `Task <id> failed: ` that the surface puts before it. null: it did not fail. */
  readonly error: string | null;
  readonly work: TaskView;
  readonly after: TaskView;
}

interface RunOptions {
  readonly retry?: object;
  readonly timeouts?: object;
  readonly services_api_key?: string;
}

/** A submission of the pipeline `Work` → `After`, both operations of the service at `port`. */
export class PipelineRun {
  readonly workflowId: string;
  readonly #url: string;

  private constructor(url: string, workflowId: string) {
    this.#url = url;
    this.workflowId = workflowId;
  }

  static async submit(url: string, port: number, { timeouts, ...options }: RunOptions = {}): Promise<PipelineRun> {
    const body = {
      blueprint: blueprintOf(["Work", "After"], [["Work", "After"]]),
      dockerinfo: { docker_info_list: [{ container_name: "my-service", ip_address: "127.0.0.1", port }] },
      timeouts: { ...HASTY, ...timeouts },
      ...options,
    };
    const answer = await fetch(`${url}/workflows`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return new PipelineRun(url, Submitted.parse(await answer.json()).workflow_id);
  }

  /** The same run, as another server at `url` has it. */
  at(url: string): PipelineRun {
    return new PipelineRun(url, this.workflowId);
  }

  async ended(): Promise<Outcome> {
    const { status, error } = await waitUntil(
      async () => WorkflowView.parse(await this.#read("")),
      (view) => ["completed", "failed", "cancelled"].includes(view.status),
    );
    const [work, after] = await this.tasks();
    return { status, error: error?.replace(`Task ${work.task_id} failed: `, "") ?? null, work, after };
  }

  async tasks(): Promise<[work: TaskView, after: TaskView]> {
    return Tasks.parse(await this.#read("/tasks")).tasks;
  }

  /** The kinds of everything that happened, in order. */
  async history(): Promise<string[]> {
    const { events } = History.parse(await this.#readJob("/history"));
    return events.map(({ kind }) => kind);
  }

  /** The Job's log, as `level: message`. */
  async log(): Promise<string[]> {
    const { lines } = Logs.parse(await this.#readJob("/logs"));
    return lines.map(({ level, message }) => `${level}: ${message}`);
  }

  /** Resolves once `Work` has been polled, by a service that says its progress. */
  async progressed(): Promise<void> {
    await waitUntil(
      () => this.tasks(),
      ([work]) => work.progress !== null,
    );
  }

  /** Resolves once a line of the log has these words. */
  async logged(words: string): Promise<void> {
    await waitUntil(
      () => this.log(),
      (lines) => lines.some((line) => line.includes(words)),
    );
  }

  async steer(action: "cancel" | "pause" | "resume"): Promise<void> {
    await fetch(`${this.#url}/workflows/${this.workflowId}/${action}`, { method: "POST" });
  }

  /** Resolves once `Work` has that status. */
  async workIs(status: TaskView["status"]): Promise<void> {
    await waitUntil(
      () => this.tasks(),
      ([work]) => work.status === status,
    );
  }

  async delete(): Promise<Response> {
    return await fetch(`${this.#url}/workflows/${this.workflowId}`, { method: "DELETE" });
  }

  async #read(path: string): Promise<unknown> {
    return await (await fetch(`${this.#url}/workflows/${this.workflowId}${path}`)).json();
  }

  async #readJob(path: string): Promise<unknown> {
    const { jobs } = Jobs.parse(await this.#read("/jobs"));
    return await (await fetch(`${this.#url}/jobs/${jobs[0].job_id}${path}`)).json();
  }
}
