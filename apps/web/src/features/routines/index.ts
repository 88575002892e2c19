export { RoutinesView } from "./routines-view.tsx";
