"use client";

import type { TimeZoneChoice } from "@/lib/format.ts";
import { storedChoice, useStoredChoice } from "@/lib/stored-choice.ts";

/** The one time-zone setting of the dashboard. */
export const timeZoneChoice = storedChoice<TimeZoneChoice>("gantry.timeZone", ["local", "utc"]);

export const useTimeZone = (): TimeZoneChoice => useStoredChoice(timeZoneChoice);
