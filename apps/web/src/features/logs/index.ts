export { LogsView, type LogsViewProps } from "./logs-view.tsx";
