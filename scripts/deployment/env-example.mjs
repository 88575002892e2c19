/** Names of the variables that a compose file takes from its environment. @param {string} composeText */
export const referencedVariables = (composeText) =>
  new Set([...composeText.matchAll(/\$\{(\w+)/g)].map(([, name]) => String(name)));

/**
 * What `.env.example` lacks: a variable the compose file needs, or the comment above one.
 *
 * @param {string} envText
 * @param {string} composeText
 * @returns {string[]} One sentence per fault.
 */
export function envExampleFaults(envText, composeText) {
  const lines = envText.split("\n");
  const isSetting = (/** @type {string | undefined} */ line) => /^#?[A-Z_]+=/.test(line ?? "");
  const settings = lines.filter((line) => isSetting(line));
  const names = settings.map((line) => line.replace(/^#/, "").split("=")[0]);
  const missing = [...referencedVariables(composeText)].filter((name) => !names.includes(name));
  const unexplained = lines.filter(
    (line, index) => isSetting(line) && !isSetting(lines[index - 1]) && !lines[index - 1]?.startsWith("# "),
  );
  return [
    ...missing.map((name) => `${name} is used by docker-compose.yml and not in .env.example`),
    ...unexplained.map((line) => `"${line}" has no comment above it in .env.example`),
  ];
}
