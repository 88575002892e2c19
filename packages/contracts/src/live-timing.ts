/** A subscription's frames: the first at once, then at most one in this time. */
export const LIVE_FRAME_INTERVAL_MS = 16;
/** How often the server says that it is there. */
export const LIVE_BEAT_INTERVAL_MS = 2_000;
/** A view that heard nothing for this long says that it is stale. */
export const LIVE_STALE_AFTER_MS = 5_000;
