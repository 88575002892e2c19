import { type LayoutRequest, layoutFlow } from "./flow-layout.ts";

// Large graphs are laid out here, so that the page stays responsive. One request, one answer; the asker ends it.
self.addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  self.postMessage(layoutFlow(data));
});
