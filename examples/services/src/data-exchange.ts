import { FileExchange, type DataReferenceInput, type ExecuteRequest } from "@gantry/service-sdk";
import { dataDirectory } from "./example-env.ts";

/** The data itself, inside the reference: for documents of some kilobytes. */
export function inlineJson(document: unknown): DataReferenceInput {
  const bytes = Buffer.from(JSON.stringify(document));
  return { protocol: "inline", uri: bytes.toString("base64"), format: "json", size_bytes: bytes.length };
}

/** Data in a file of the directory that the example services share: for more than should travel in a reference. */
export const fileJson = (request: ExecuteRequest, document: unknown): Promise<DataReferenceInput> =>
  sharedFiles().writeJson(request, document);

export const fileText = (request: ExecuteRequest, text: string, format: string): Promise<DataReferenceInput> =>
  sharedFiles().write(request, text, format);

/** @throws Error for another protocol, or a file elsewhere. */
export const readText = async (reference: DataReferenceInput): Promise<string> =>
  (await sharedFiles().read(reference)).toString();

/**
 * Reads what a JSON reference points to: `inline`, or a `file` of the shared directory.
 * @throws Error for another protocol or format, a file elsewhere, or content that is not JSON.
 */
export const readJson = (reference: DataReferenceInput): Promise<unknown> => sharedFiles().readJson(reference);

const sharedFiles = (): FileExchange => new FileExchange(dataDirectory());
