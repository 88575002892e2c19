import { ControlStatus, DataReference } from "@gantry/contracts";
import { describeIssues } from "../describe-issues.ts";
import { grpcTarget } from "../grpc/grpc-target.ts";
import { describeAnswer, plain } from "./describe-answer.ts";
import type { Answer } from "./service-probe.ts";

/** What an answer says, or what is wrong with it in words for the service's author. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

export type Execution =
  | { readonly status: "complete"; readonly output: unknown }
  | { readonly status: "running"; readonly taskId: string }
  | { readonly status: "failed"; readonly error: string };

export interface TaskStatus {
  readonly status: ControlStatus | "cancelled";
  readonly progress: unknown;
  readonly error: string;
}

type JsonBody = Readonly<Record<string, unknown>>;

const STATUS_WORDS = `status must be one of: ${ControlStatus.options.join(", ")}`;

/** What `POST /control/execute` may answer. */
export function readExecution(answer: Answer): Reading<Execution> {
  const body = readBody(answer);
  if (!body.ok) return body;
  const { status, task_id: taskId, output, error } = body.value;
  switch (status) {
    case "complete":
      return { ok: true, value: { status, output } };
    case "running":
      // The service may choose an id of its own; that one will be polled.
      if (typeof taskId !== "string" || taskId === "") return faulty(answer, "running needs a task_id to poll");
      return { ok: true, value: { status, taskId } };
    case "failed":
      return { ok: true, value: { status, error: errorText(error) } };
    default:
      return faulty(answer, STATUS_WORDS);
  }
}

/** What `GET /control/status/{task_id}` may answer. */
export function readStatus(answer: Answer): Reading<TaskStatus> {
  const body = readBody(answer);
  if (!body.ok) return body;
  const { status, progress = null, error } = body.value;
  if (!isStatusWord(status)) return faulty(answer, STATUS_WORDS);
  return { ok: true, value: { status, progress, error: errorText(error) } };
}

/** What `GET /control/output/{task_id}` may answer: the reference in it, still unchecked. */
export function readOutput(answer: Answer): Reading<unknown> {
  const body = readBody(answer);
  return body.ok ? { ok: true, value: body.value.output } : body;
}

/** @returns why this is no reference that the next service can use; null when it is one. */
export function referenceFault(output: unknown): string | null {
  const reference = DataReference.safeParse(output);
  if (!reference.success) return plain(describeIssues(reference.error));
  if (reference.data.protocol !== "grpc") return null;
  try {
    grpcTarget(reference.data.uri);
    return null;
  } catch (error) {
    return plain(error instanceof Error ? error.message : String(error));
  }
}

function readBody(answer: Answer): Reading<JsonBody> {
  if (answer.kind === "silence" || answer.status !== 200) return { ok: false, fault: describeAnswer(answer) };
  const { json } = answer;
  return isJsonObject(json) ? { ok: true, value: json } : faulty(answer, "the body must be a JSON object");
}

const isJsonObject = (json: unknown): json is JsonBody =>
  typeof json === "object" && json !== null && !Array.isArray(json);

const isStatusWord = (word: unknown): word is TaskStatus["status"] =>
  word === "cancelled" || ControlStatus.safeParse(word).success;

const faulty = (answer: Answer, what: string): Reading<never> => ({
  ok: false,
  fault: `${what}; came: ${describeAnswer(answer)}`,
});

const errorText = (error: unknown): string =>
  plain(typeof error === "string" && error !== "" ? error : "no reason given");
