import type { DataReference } from "@gantry/contracts";

/** A reference as a service author writes it: what is left out becomes null. */
export type DataReferenceInput = Pick<DataReference, "protocol" | "uri" | "format"> & Partial<DataReference>;
