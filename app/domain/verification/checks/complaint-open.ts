import type { RuleDefinition } from "../rule-definition.ts";

/** Somebody complained about this visit and has no answer yet (visit rules G). Only the closed ticket lifts it. */
export const complaintOpen: RuleDefinition = {
  code: "R-COMPLAINT-OPEN",
  level: "block",
  effect: "hold",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: ({ openComplaints }) => (openComplaints.length === 0 ? null : { ticket: openComplaints.join(",") }),
};
