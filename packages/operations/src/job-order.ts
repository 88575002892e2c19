import { AppError } from "@gantry/contracts";

/** Which jobs must have completed before one may start, by name. */
export type JobDependencies = Readonly<Record<string, readonly string[]>>;

/**
 * The indices of the jobs that each waits for.
 * @throws AppError `invalid_input` for an unknown or repeated name, or jobs that wait for each other
 */
export function dependencyIndices(
  names: readonly string[],
  dependencies: JobDependencies,
): readonly (readonly number[])[] {
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const find = (name: string): number => {
    const index = indexOf.get(name);
    if (index === undefined) throw new AppError("invalid_input", `dependencies: there is no job "${name}"`);
    return index;
  };
  if (Object.keys(dependencies).length > 0 && indexOf.size < names.length) {
    const twice = names.find((name, index) => names.indexOf(name) !== index) ?? "";
    throw new AppError("invalid_input", `dependencies: two jobs are called "${twice}"; give each its own name`);
  }
  const waitsFor: number[][] = names.map(() => []);
  for (const [name, before] of Object.entries(dependencies)) waitsFor[find(name)] = before.map(find);
  assertNoCycle(names, waitsFor);
  return waitsFor;
}

function assertNoCycle(names: readonly string[], waitsFor: readonly (readonly number[])[]): void {
  const done = new Set<number>();
  const visit = (index: number, path: readonly number[]): void => {
    if (done.has(index)) return;
    const cycle = path.indexOf(index);
    if (cycle >= 0) {
      const round = [...path.slice(cycle), index].map((each) => names[each]).join(" → ");
      throw new AppError("invalid_input", `dependencies: these jobs wait for each other: ${round}`);
    }
    for (const before of waitsFor[index] ?? []) visit(before, [...path, index]);
    done.add(index);
  };
  names.forEach((_, index) => visit(index, []));
}
