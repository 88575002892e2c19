export { SharedDataView } from "./shared-data-view.tsx";
