import { exampleBlueprint } from "./example-documents.ts";

/** The part of a blueprint that scenarios change. */
export interface BlueprintDocument {
  nodes: {
    container_name: string;
    operation_signature_list: {
      operation_signature: { operation_name: string };
      connected_to: { container_name: string; operation_signature: { operation_name: string } }[];
    }[];
  }[];
  [field: string]: unknown;
}

const readBlueprint = async (folder: string): Promise<BlueprintDocument> =>
  (await exampleBlueprint(folder)) as BlueprintDocument;

/** The example that a newcomer uploads: two starts, two branches, a fan-in of three. */
export const energyBlueprint = (): Promise<BlueprintDocument> => readBlueprint("energy-pipeline");

/** The same with a grid limit that the forecast exceeds: one service fails. */
export const failingBlueprint = (): Promise<BlueprintDocument> => readBlueprint("failing-pipeline");
