import { z } from "zod";

/** The one type that is known; another is read alike, with a warning. */
export const BLUEPRINT_TYPE = "pipeline-topology/v2";

/** Most vertices (operations) that one Blueprint may have. */
export const MAX_BLUEPRINT_VERTICES = 10_000;

/** A name stands in every list and frame. */
const MAX_NAME_CHARS = 10_000;

const NonBlank = z
  .string()
  .max(MAX_NAME_CHARS, `must have at most ${MAX_NAME_CHARS} characters`)
  .refine((text) => text.trim() !== "", "must not be empty");

/** null, "" and absence all mean that the operation has no such message. */
const MessageName = z
  .string()
  .nullish()
  .transform((name) => (name === undefined || name === "" ? null : name));

const MessageStream = z
  .boolean()
  .nullish()
  .transform((stream) => stream ?? false);

export const OperationSignature = z.strictObject({
  operation_name: NonBlank,
  input_message_name: MessageName,
  output_message_name: MessageName,
  input_message_stream: MessageStream,
  output_message_stream: MessageStream,
});
export type OperationSignature = z.infer<typeof OperationSignature>;

/** Only the target's `operation_name` counts; the older form with the whole signature is read too. */
export const BlueprintConnection = z.strictObject({
  container_name: NonBlank,
  operation_signature: OperationSignature,
});
export type BlueprintConnection = z.infer<typeof BlueprintConnection>;

export const BlueprintOperation = z.strictObject({
  operation_signature: OperationSignature,
  connected_to: z
    .array(BlueprintConnection)
    .nullish()
    .transform((connections) => connections ?? []),
});
export type BlueprintOperation = z.infer<typeof BlueprintOperation>;

export const BlueprintNode = z.strictObject({
  container_name: NonBlank,
  proto_uri: NonBlank,
  image: NonBlank,
  node_type: NonBlank,
  operation_signature_list: z.array(BlueprintOperation).min(1, "must have at least one operation"),
});
export type BlueprintNode = z.infer<typeof BlueprintNode>;

/**
 * An uploaded `pipeline-topology/v2` document. Strict: unknown fields are refused at every level, nothing is coerced.
 * What the fields mean together (targets, cycles) is checked where it becomes a graph.
 */
export const Blueprint = z.strictObject({
  name: NonBlank,
  pipeline_id: NonBlank,
  creation_date: z.string(),
  type: NonBlank,
  version: NonBlank,
  nodes: z
    .array(BlueprintNode)
    .min(1, "must have at least one node")
    .max(MAX_BLUEPRINT_VERTICES, `must have at most ${MAX_BLUEPRINT_VERTICES} nodes`),
});
export type Blueprint = z.infer<typeof Blueprint>;
