import type { ServiceList } from "@gantry/contracts";
import type { LiveFeed } from "./live-feed.ts";

export interface ServicesView {
  /** null until the server has answered. */
  readonly list: ServiceList | null;
}

/** The services that submissions name. Each list replaces the one before. */
export const servicesFeed: LiveFeed<ServicesView> = {
  key: "services",
  empty: { list: null },
  request: () => ({ scope: "services" }),
  catchUp: (view, answer) => ({ view: answer.services === undefined ? view : { list: answer.services }, gap: false }),
  advance: (view, frame) => ({ view: frame.services === undefined ? view : { list: frame.services }, gap: false }),
};
