import { type JsonDocument, parseJson } from "@/features/new-workflow/json-document.ts";

/** The JSON texts of an upload. */
export const DOCUMENT_NAMES = ["blueprint", "dockerinfo", "inputs", "parameters"] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

export type DocumentTexts = Readonly<Record<DocumentName, string>>;
export type ParsedDocuments = Readonly<Record<DocumentName, JsonDocument>>;

export const EMPTY_TEXTS: DocumentTexts = { blueprint: "", dockerinfo: "", inputs: "", parameters: "" };

/** How the documents are called where people read. */
export const DOCUMENT_TITLE: Readonly<Record<DocumentName, string>> = {
  blueprint: "blueprint.json",
  dockerinfo: "dockerinfo.json",
  inputs: "Inputs",
  parameters: "Parameters",
};

export const parseDocuments = (texts: DocumentTexts): ParsedDocuments => ({
  blueprint: parseJson(texts.blueprint),
  dockerinfo: parseJson(texts.dockerinfo),
  inputs: parseJson(texts.inputs),
  parameters: parseJson(texts.parameters),
});

/** The values of the documents that could be read. */
export function documentValues(documents: ParsedDocuments): Partial<Record<DocumentName, unknown>> {
  const entries = DOCUMENT_NAMES.flatMap((name) => {
    const document = documents[name];
    return document.kind === "parsed" ? [[name, document.value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Which of the two files this is, by what it says, else by its name; null when neither tells. */
export function classifyFile(fileName: string, text: string): "blueprint" | "dockerinfo" | null {
  const document = parseJson(text);
  if (document.kind === "parsed" && typeof document.value === "object" && document.value !== null) {
    if ("docker_info_list" in document.value) return "dockerinfo";
    if ("nodes" in document.value) return "blueprint";
  }
  const name = fileName.toLowerCase();
  if (name.includes("docker")) return "dockerinfo";
  return name.includes("blueprint") ? "blueprint" : null;
}
