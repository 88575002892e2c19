/** A vertex as Tarjan's algorithm sees it. */
interface Visit<V> {
  readonly vertex: V;
  readonly order: number;
  /** The earliest visit that is reachable from here and still open. */
  low: number;
  isOpen: boolean;
  nextChild: number;
}

/**
 * The strongly connected components of a graph: the largest sets in which every vertex reaches every other.
 * Tarjan (1972), with its recursion on a list of its own: a chain of 10,000 vertices is an ordinary upload.
 */
export function strongComponents<V>(vertices: readonly V[], successorsOf: (vertex: V) => readonly V[]): V[][] {
  const visits = new Map<V, Visit<V>>();
  const open: Visit<V>[] = [];
  const components: V[][] = [];

  const enter = (vertex: V): Visit<V> => {
    const visit = { vertex, order: visits.size, low: visits.size, isOpen: true, nextChild: 0 };
    visits.set(vertex, visit);
    open.push(visit);
    return visit;
  };

  const leave = (visit: Visit<V>): void => {
    if (visit.low !== visit.order) return;
    const members = open.splice(open.lastIndexOf(visit));
    for (const member of members) member.isOpen = false;
    components.push(members.map((member) => member.vertex));
  };

  for (const root of vertices) {
    if (visits.has(root)) continue;
    const path = [enter(root)];
    for (let current = path.at(-1); current !== undefined; current = path.at(-1)) {
      const child = successorsOf(current.vertex)[current.nextChild];
      current.nextChild += 1;
      if (child === undefined) {
        path.pop();
        leave(current);
        const parent = path.at(-1);
        if (parent !== undefined) parent.low = Math.min(parent.low, current.low);
        continue;
      }
      const seen = visits.get(child);
      if (seen === undefined) path.push(enter(child));
      else if (seen.isOpen) current.low = Math.min(current.low, seen.order);
    }
  }
  return components;
}
