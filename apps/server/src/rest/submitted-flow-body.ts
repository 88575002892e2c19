import { FlowDocument } from "@gantry/contracts";
import { z } from "zod";
import { jsonSchemaOf } from "./json-schema.ts";

const RegisteredFlowId = z
  .string()
  .min(1)
  .max(200)
  .meta({ title: "A registered flow", description: "Its id; its newest version runs.", examples: ["etl"] });

/** Its shape is for readers: what a document says is checked when its Flow is built, and answered with every fault. */
const SerialisedFlow = z.record(z.string(), z.unknown()).meta({
  ...jsonSchemaOf(FlowDocument, "input"),
  title: "A serialised flow",
  description: "What flow.serialize() gives. Its routines are built from the classes that the server has registered.",
});

/** `flow` of a submission: which Flow runs. */
export const SubmittedFlowBody = z.union([RegisteredFlowId, SerialisedFlow], {
  error: "must be the id of a registered flow, or a serialised flow",
});
