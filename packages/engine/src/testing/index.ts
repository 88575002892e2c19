export { ManualClock, settleMicrotasks } from "./manual-clock.ts";
