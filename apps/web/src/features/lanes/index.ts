export { WorkerLanes, type WorkerLanesProps } from "./worker-lanes.tsx";
