import type { LiveFrame } from "@gantry/contracts";

/** The way to one viewer's socket. It carries one frame at a time, so that a reader that stalls holds one frame. */
export interface Outlet {
  /** Whether the last frame has left this process. */
  readonly ready: boolean;
  send(frame: LiveFrame): void;
  /** Calls once when `ready` turns true; never if the socket closes first. */
  whenReady(resume: () => void): void;
}
