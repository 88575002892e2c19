import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const TEMPLATES = [
  { folder: "file-based/sequential", ports: "8080" },
  { folder: "file-based/concurrent", ports: "8080" },
  { folder: "protobuf/sequential", ports: "8080 50051" },
  { folder: "protobuf/concurrent", ports: "8080 50051" },
];

/** The instructions of a Dockerfile in order, as `[name, rest]`; none of ours goes over several lines. */
async function instructionsOf(folder: string): Promise<(readonly [name: string, rest: string])[]> {
  const text = await readFile(new URL(`../${folder}/Dockerfile`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const);
}

test.each(TEMPLATES)(
  "page 4: the Dockerfile of $folder exposes $ports, and runs as nobody special",
  async (template) => {
    const instructions = await instructionsOf(template.folder);
    const names = instructions.map(([name]) => name);
    const restOf = (wanted: string) => instructions.filter(([name]) => name === wanted).map(([, rest]) => rest);
    expect(restOf("EXPOSE")).toEqual([template.ports]);
    expect(restOf("USER")).toEqual(["node"]);
    // The image's npm runs nobody's scripts, and is done before the user is changed.
    expect(restOf("RUN")).toEqual([expect.stringContaining("--ignore-scripts")]);
    expect(names.indexOf("RUN")).toBeLessThan(names.indexOf("USER"));
    // Node as the first process gets SIGTERM, and drains.
    expect(restOf("CMD")).toEqual(['["node", "service.ts"]']);
    expect(restOf("FROM")).toEqual([expect.stringMatching(/^node:\d+-slim$/)]);
  },
);
