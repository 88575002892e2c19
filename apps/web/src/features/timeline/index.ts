export { TaskTimeline, type TaskTimelineProps } from "./task-timeline.tsx";
