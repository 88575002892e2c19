export { HistoryView, type HistoryViewProps } from "./history-view.tsx";
