export { FlowGraph, type FlowGraphProps } from "./flow-graph.tsx";
export { type NodeActivity, nodeActivities } from "./node-activity.ts";
