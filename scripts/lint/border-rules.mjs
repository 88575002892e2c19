import { IMPORT_BORDERS } from "./import-borders.mjs";

/** @typedef {import("./import-borders.mjs").ImportBorder} ImportBorder */

/** @param {string[]} specifiers */
const alternatives = (specifiers) => specifiers.map((name) => name.replaceAll("/", "\\/")).join("|");

/** @param {ImportBorder} border */
function restrictedPatterns({ part, mayImport, typesOnly = [], browserSafe = false, instead }) {
  const known = alternatives([...mayImport, ...typesOnly]);
  const patterns = [
    {
      regex: known === "" ? "^@gantry\\/" : `^@gantry\\/(?!(?:${known})$)`,
      message: `Not a part that ${part} may import: ${instead}`,
    },
    ...typesOnly.map((specifier) => ({
      regex: `^@gantry\\/${alternatives([specifier])}$`,
      allowTypeImports: true,
      message: `Types only from here (${part}): ${instead}`,
    })),
  ];
  if (browserSafe) patterns.push({ regex: "^node:", message: `Node's modules are not for ${part}: ${instead}` });
  return patterns;
}

/** The import law as ESLint flat-config entries. @type {import("eslint").Linter.Config[]} */
export const borderRules = IMPORT_BORDERS.map((border) => ({
  name: `gantry/borders/${border.part}`,
  files: border.files,
  ...(border.ignores && { ignores: border.ignores }),
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: restrictedPatterns(border) }] },
}));
