import {
  type JSONPath,
  type Node,
  findNodeAtLocation,
  parseTree,
  type ParseError,
  printParseErrorCode,
  getNodeValue,
} from "jsonc-parser";

/** A stretch of a text by character offsets, with where it begins for people (both from 1). */
export interface TextPlace {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

export interface SyntaxFault extends TextPlace {
  readonly message: string;
}

/** What a text says as JSON. */
export type JsonDocument =
  | { readonly kind: "empty" }
  | { readonly kind: "broken"; readonly faults: readonly SyntaxFault[] }
  | { readonly kind: "parsed"; readonly value: unknown; readonly root: Node };

const WORDS: Record<ReturnType<typeof printParseErrorCode>, string> = {
  InvalidSymbol: "This is not a JSON value",
  InvalidNumberFormat: "This is not a JSON number",
  PropertyNameExpected: "A property name in double quotes is expected",
  ValueExpected: "A value is expected",
  ColonExpected: "A colon is expected",
  CommaExpected: "A comma is expected",
  CloseBraceExpected: "A closing } is expected",
  CloseBracketExpected: "A closing ] is expected",
  EndOfFileExpected: "Nothing may follow the end of the document",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "The comment is not closed",
  UnexpectedEndOfString: "The string is not closed",
  UnexpectedEndOfNumber: "The number is not complete",
  InvalidUnicode: "This is not a Unicode escape",
  InvalidEscapeCharacter: "This escape is unknown",
  InvalidCharacter: "This character is not allowed here",
  "<unknown ParseErrorCode>": "This is not JSON",
};

/** Reads strict JSON, and says of a broken one what is wrong where. Blank text is empty, not broken. */
export function parseJson(text: string): JsonDocument {
  if (text.trim() === "") return { kind: "empty" };
  const errors: ParseError[] = [];
  // A byte order mark is an editor's habit, not a mistake; one space keeps all offsets right.
  const root = parseTree(text.replace(/^\uFEFF/, " "), errors, { disallowComments: true });
  if (errors.length > 0 || root === undefined) {
    return { kind: "broken", faults: errors.map((error) => syntaxFault(text, error)) };
  }
  return { kind: "parsed", value: getNodeValue(root), root };
}

function syntaxFault(text: string, { error, offset, length }: ParseError): SyntaxFault {
  return { ...placeAt(text, offset, offset + length), message: WORDS[printParseErrorCode(error)] };
}

/** The place of a stretch; an empty one is widened to one character where there is one, so that it can be seen. */
export function placeAt(text: string, from: number, to: number): TextPlace {
  const before = text.slice(0, from);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    from,
    to: Math.min(text.length, Math.max(to, from + 1)),
    line: before.split("\n").length,
    column: from - lineStart + 1,
  };
}

/** Where the value at `path` stands; of a path that leads nowhere, the deepest part that exists. */
export function locate(text: string, root: Node, path: JSONPath): TextPlace {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    // With its name, so that a fault about a whole object does not paint the object.
    if (node !== undefined) return markOf(text, node);
  }
  return markOf(text, root);
}

function markOf(text: string, node: Node): TextPlace {
  const isContainer = node.type === "object" || node.type === "array";
  const property = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
  if (isContainer && property !== undefined) return placeAt(text, property.offset, property.offset + property.length);
  // A container without a name is marked by its opening bracket.
  return placeAt(text, node.offset, isContainer ? node.offset + 1 : node.offset + node.length);
}
