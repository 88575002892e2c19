import { ControlStatus, DataReference, isDeeperThan, MAX_JSON_DEPTH, StatusResponse } from "@gantry/contracts";
import { z } from "zod";
import { readProgress } from "./progress.ts";
import { invalidResponse } from "./service-faults.ts";

/** Ids of a service's own are kept in history and put into paths. */
const MAX_TASK_ID_CHARS = 512;

const SHOWN_CHARS = 200;

export type ExecuteAnswer =
  | { readonly kind: "complete"; readonly output: DataReference | null }
  | { readonly kind: "running"; readonly taskId: string }
  | { readonly kind: "failed"; readonly error: string | null };

export type StatusAnswer = {
  readonly progressPercent: number | null;
  readonly message: string | null;
} & ({ readonly kind: "running" | "complete" } | { readonly kind: "failed"; readonly error: string | null });

/** What services of the field send for `error`: text, nothing, or something structured. */
const ErrorText = z
  .unknown()
  .optional()
  .transform((error) => {
    if (error === undefined || error === null || error === "") return null;
    return typeof error === "string" ? error : JSON.stringify(error);
  });

const words = (options: readonly string[]): string => `must be one of: ${options.join(", ")}`;

/** Lenient where it costs nothing: each status asks only for the fields that it needs. */
const ExecuteBody = z.discriminatedUnion(
  "status",
  [
    z.object({ status: z.literal("complete"), output: DataReference.nullish() }),
    z.object({
      status: z.literal("running"),
      task_id: z
        .union([z.string(), z.number()], "task_id is required")
        .transform(String)
        .pipe(z.string().min(1, "task_id is required").max(MAX_TASK_ID_CHARS)),
    }),
    z.object({ status: z.literal("failed"), error: ErrorText }),
  ],
  words(ControlStatus.options),
);

const StatusBody = z.object({
  status: z.enum(StatusResponse.shape.status.options, words(ControlStatus.options)),
  progress: z.unknown().optional().transform(readProgress),
  error: ErrorText,
  message: z.string().nullable().default(null).catch(null),
});

const OutputBody = z.object({ output: DataReference });

/** @throws AttemptError `Invalid response: …` */
export function readExecuteAnswer(body: string): ExecuteAnswer {
  const answer = parseBody(body, ExecuteBody);
  switch (answer.status) {
    case "complete":
      return { kind: "complete", output: answer.output ?? null };
    case "running":
      return { kind: "running", taskId: answer.task_id };
    case "failed":
      return { kind: "failed", error: answer.error };
  }
}

/** @throws AttemptError `Invalid response: …` */
export function readStatusAnswer(body: string): StatusAnswer {
  const { status, progress: progressPercent, error, message } = parseBody(body, StatusBody);
  switch (status) {
    case "running":
    case "complete":
      return { kind: status, progressPercent, message };
    case "failed":
      return { kind: "failed", progressPercent, message, error };
    case "cancelled":
      return { kind: "failed", progressPercent, message, error: error ?? "cancelled at the service" };
  }
}

/** @throws AttemptError `Invalid response: …` */
export const readOutputAnswer = (body: string): DataReference => parseBody(body, OutputBody).output;

/** Services write null for what they leave out. */
const nothingIsRequired: z.core.ParseContext<z.core.$ZodIssue> = {
  error: ({ code, input }) => (code === "invalid_type" && (input ?? null) === null ? "is required" : undefined),
};

function parseBody<T>(body: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(body), nothingIsRequired);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const message = issue?.message ?? "it is not what was asked for";
  const path = issue?.path.join(".") ?? "";
  // Our own messages begin with the field that they are about.
  const field = issue?.path.at(-1);
  const isNamed = path === "" || (field !== undefined && message.startsWith(String(field)));
  throw invalidResponse(isNamed ? message : `${path} ${message}`);
}

function parseJson(body: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalidResponse(`the body is not JSON: ${body.slice(0, SHOWN_CHARS)}`);
  }
  if (isDeeperThan(value, MAX_JSON_DEPTH)) throw invalidResponse(`nested deeper than ${MAX_JSON_DEPTH} levels`);
  return value;
}
