/**
 * @typedef {object} Instruction
 * @property {string} name Upper case.
 * @property {string} rest Everything after the name, continued lines joined.
 */

/** @param {string} text @returns {Instruction[]} */
export function parseDockerfile(text) {
  const joined = text.replaceAll(/^\s*#.*\n/gm, "").replaceAll(/\\\n\s*/g, " ");
  return joined
    .split("\n")
    .map((line) => /^([A-Za-z]+)\s+(.*)$/.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, name, rest]) => ({ name: String(name).toUpperCase(), rest: String(rest) }));
}

/** Paths that a COPY takes from the repository; none when it copies from another stage. @param {Instruction} instruction */
function copiedPaths({ name, rest }) {
  if ((name !== "COPY" && name !== "ADD") || rest.includes("--from=")) return [];
  return rest
    .split(/\s+/)
    .filter((part) => !part.startsWith("--"))
    .slice(0, -1);
}

/** The program of a CMD in the form `["node", "path"]`. @param {Instruction | undefined} cmd */
const startedProgram = (cmd) => /^\["node", "([^"]+)"\]$/.exec(cmd?.rest ?? "")?.[1];

/**
 * What is wrong with the Dockerfile, as far as it can be known without building it.
 *
 * @param {string} text
 * @param {(path: string) => boolean} exists Whether a path is in the repository.
 * @returns {string[]} One sentence per fault.
 */
export function dockerfileFaults(text, exists) {
  const instructions = parseDockerfile(text);
  const stages = instructions.filter(({ name }) => name === "FROM");
  const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));
  const named = (/** @type {string} */ name) => lastStage.findLast((instruction) => instruction.name === name);
  const program = startedProgram(named("CMD"));
  const faults = instructions
    .flatMap(copiedPaths)
    .filter((path) => !exists(path))
    .map((path) => `Dockerfile copies "${path}", which does not exist`);
  if (stages.length < 2)
    faults.push("Dockerfile builds and runs in one stage: the image would carry the build's tools");
  if (stages.some(({ rest }) => !rest.startsWith("node:20-slim")))
    faults.push("Dockerfile: every stage is on node:20-slim");
  if (named("USER") === undefined || /^(root|0)\b/.test(named("USER")?.rest ?? ""))
    faults.push("Dockerfile runs as root");
  if (named("HEALTHCHECK") === undefined) faults.push("Dockerfile has no HEALTHCHECK");
  if (program === undefined)
    faults.push('Dockerfile\'s CMD is not ["node", "<program>"]: signals would not reach the server');
  else if (!exists(program.replace("/dist/", "/src/").replace(/\.js$/, ".ts"))) {
    faults.push(`Dockerfile starts ${program}, which no source file becomes`);
  }
  return faults;
}
