import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadModules } from "./load-modules.ts";

/** Inside the repository, so that what is written there finds the engine. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL("../../test/.modules-", import.meta.url)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FLOWS = `
  import { Flow, Routine } from "@gantry/engine";
  class Step extends Routine {
    constructor() {
      super();
      this.defineSlot("trigger", () => null);
    }
  }
  const flow = (flowId, version = "1") => {
    const made = new Flow({ flowId, version });
    made.addRoutine(new Step(), "step");
    return made;
  };
`;

const ROUTINES = `
  import { defineRoutine, RoutineRegistry } from "@gantry/engine";
  class Extract extends Step {}
  const fetcher = () => defineRoutine({ name: "Fetcher", slots: { trigger: { handler: () => null } } });
`;

const SERVICE = `
  import { ServiceOrchestrator } from "@gantry/operations";
  class Service extends ServiceOrchestrator {
    constructor(name) {
      super();
      this.name = name;
    }
    initializeAdapter() {
      return {};
    }
    getServiceName() {
      return this.name;
    }
  }
`;

async function moduleOf(name: string, exports: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${FLOWS}\n${exports}`);
  return path;
}

const idsOf = async (...specifiers: string[]): Promise<string[]> =>
  (await loadModules(specifiers)).flows.all().map((flow) => `${flow.flowId}@${flow.version}`);

describe("GANTRY_MODULES", () => {
  test("Flows are registered by themselves and in lists; what else a module exports is its own business", async () => {
    const path = await moduleOf(
      "mixed.mjs",
      `export const one = flow("one"); export const others = [flow("two"), flow("two", "2")]; export const LIMIT = 7;`,
    );
    expect(await idsOf(path)).toEqual(["one@1", "two@1", "two@2"]);
  });

  test("a module may be TypeScript, and a package", async () => {
    const path = await moduleOf("typed.mts", `export const typed: Flow = flow("typed");`);
    expect(await idsOf(path, "@gantry/example-concurrent-execution-demo")).toContain("concurrent-execution-demo@1");
    expect(await idsOf(path)).toEqual(["typed@1"]);
  });

  test("the same Flow exported twice is one", async () => {
    const path = await moduleOf("twice.mjs", `export const a = flow("a"); export const b = a;`);
    expect(await idsOf(path, path)).toEqual(["a@1"]);
  });

  test.each([
    ["throws.mjs", `throw new Error("no database");`, /names .*throws\.mjs, which cannot be loaded: no database$/],
    ["nothing.mjs", `export const LIMIT = 7;`, /nothing\.mjs exports no Flow/],
    [
      "unsound.mjs",
      `export const empty = new Flow({ flowId: "empty" });`,
      /unsound\.mjs, export "empty": Flow empty cannot run: The flow has no routines/,
    ],
    [
      "double.mjs",
      `export const a = flow("same"); export const b = flow("same");`,
      /double\.mjs, export "b" is a second Flow "same" of version 1; the first is .*double\.mjs, export "a"/,
    ],
    [
      "foreign.mjs",
      `class Other { static { Object.defineProperty(this, "name", { value: "Flow" }); } flowId = "x"; } export const foreign = new Other();`,
      /foreign\.mjs, export "foreign" is a Flow of another copy of @gantry\/engine/,
    ],
  ])("%s is refused with the module and the export", async (name, exports, message) => {
    const path = await moduleOf(name, exports);
    await expect(loadModules([path])).rejects.toThrow(message);
  });

  test("page 3: exported Routine classes are registered, and what an exported RoutineRegistry holds", async () => {
    const path = await moduleOf(
      "classes.mjs",
      `${ROUTINES} export { Extract, Extract as Again }; export const registry = new RoutineRegistry().register(Extract, fetcher);
       export const constant = fetcher(); export { fetcher };`,
    );
    const { routines } = await loadModules([path, path]);
    expect([...routines.sources.keys()]).toEqual(["Extract", "Fetcher"]);
  });

  test("a class that needs arguments serves its module, and is not registered", async () => {
    const path = await moduleOf(
      "needy.mjs",
      `export class Needy extends Step { constructor(options) { super(); this.setConfig(options.config); } } export { Step };`,
    );
    expect([...(await loadModules([path])).routines.sources.keys()]).toEqual(["Step"]);
  });

  test("two Routines of one name are refused with both exports", async () => {
    const first = await moduleOf("first.mjs", `export { Step };`);
    const second = await moduleOf("second.mjs", `export { Step as Other };`);
    await expect(loadModules([first, second])).rejects.toThrow(
      /second\.mjs, export "Other" is a second Routine "Step"; the first is .*first\.mjs, export "Step"/,
    );
  });

  test("a Routine class of another copy of the package is refused", async () => {
    const path = await moduleOf(
      "other-copy.mjs",
      `const Base = { Routine: class Routine { defineSlot() {} } }.Routine; export class Copied extends Base {}`,
    );
    await expect(loadModules([path])).rejects.toThrow(
      /export "Copied" is a Routine of another copy of @gantry\/engine/,
    );
  });

  test("page 5: services of managed operations are registered, each name once", async () => {
    const path = await moduleOf(
      "services.mjs",
      `${SERVICE} export const a = new Service("A"); export const b = new Service("B");`,
    );
    const { orchestrators } = await loadModules([path, path]);
    expect(orchestrators.map((orchestrator) => orchestrator.getServiceName())).toEqual(["A", "B"]);
    const twice = await moduleOf(
      "rivals.mjs",
      `${SERVICE} export const a = new Service("A"); export const b = new Service("A");`,
    );
    await expect(loadModules([twice])).rejects.toThrow(
      /rivals\.mjs, export "b" is a second service "A"; the first is .*rivals\.mjs, export "a"/,
    );
  });

  test("a service of another copy of the package is refused", async () => {
    const path = await moduleOf(
      "stranger.mjs",
      `class ServiceOrchestrator {} class Service extends ServiceOrchestrator {} export const stranger = new Service();`,
    );
    await expect(loadModules([path])).rejects.toThrow(
      /export "stranger" is a ServiceOrchestrator of another copy of @gantry\/operations/,
    );
  });

  test("a module that is not there is named", async () => {
    await expect(loadModules(["./nowhere.mjs"])).rejects.toThrow("GANTRY_MODULES names ./nowhere.mjs");
    await expect(loadModules(["@nobody/nowhere"])).rejects.toThrow("GANTRY_MODULES names @nobody/nowhere");
  });
});
