import { wholeMinutesBetween } from "../../time/instant.ts";
import { capturedAt } from "../../visits/visit-events.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** Captured in time by a phone without network and received much later (visit rules B). */
export const lateUpload: RuleDefinition = {
  code: "R-LATE-UPLOAD",
  level: "info",
  effect: "none",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: ({ evidence, policy: { parameters } }) => {
    const ends = [evidence.checkIn, evidence.checkOut].filter((event) => event !== null);
    const late = Math.max(0, ...ends.map((event) => wholeMinutesBetween(capturedAt(event), event.receivedAt)));
    return late > parameters.late_upload_hours * 60 ? { hours: Math.floor(late / 60) } : null;
  },
};
