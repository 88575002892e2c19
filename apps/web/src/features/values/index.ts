export { ValueView, type ValueViewProps } from "./value-view.tsx";
