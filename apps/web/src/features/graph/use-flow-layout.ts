"use client";

import type { FlowDefinition } from "@gantry/contracts";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type FlowLayout, INLINE_LAYOUT_MAX_NODES, type LayoutRequest, layoutFlow } from "./flow-layout.ts";

/** Where each node goes; null while a large graph is being laid out. Kept per Flow and direction. */
export function useFlowLayout(flow: FlowDefinition, direction: LayoutRequest["direction"]): FlowLayout | null {
  const request = useMemo(() => requestOf(flow, direction), [flow, direction]);
  const inline = useMemo(
    () => (request.nodes.length <= INLINE_LAYOUT_MAX_NODES ? layoutFlow(request) : null),
    [request],
  );
  const fingerprint = useMemo(() => fingerprintOf(request), [request]);
  const { data } = useQuery({
    queryKey: ["flow-layout", fingerprint],
    queryFn: ({ signal }) => layoutInWorker(request, signal),
    enabled: inline === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return inline ?? data ?? null;
}

function requestOf(flow: FlowDefinition, direction: LayoutRequest["direction"]): LayoutRequest {
  const nodes = flow.routines.map(({ name }) => name);
  const known = new Set(nodes);
  return {
    nodes,
    edges: flow.connections
      .filter(({ source, target }) => known.has(source) && known.has(target))
      .map(({ source, target }) => [source, target] as const),
    direction,
  };
}

async function layoutInWorker(request: LayoutRequest, signal: AbortSignal): Promise<FlowLayout> {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<FlowLayout>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("The layout is not needed any more")));
      worker.addEventListener("message", ({ data }: MessageEvent<FlowLayout>) => resolve(data));
      worker.addEventListener("error", ({ message }) =>
        reject(new Error(`The graph could not be laid out: ${message}`)),
      );
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}

/** FNV-1a over names, edges and direction: equal graphs share one layout, in however many places they are drawn. */
function fingerprintOf({ nodes, edges, direction }: LayoutRequest): string {
  let hash = 0x811c9dc5;
  const add = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  };
  for (const name of nodes) add(`${name}\n`);
  for (const [source, target] of edges) add(`${source}\t${target}\n`);
  return `${direction}:${String(nodes.length)}:${String(edges.length)}:${(hash >>> 0).toString(36)}`;
}
