/**
 * A visit that nobody had planned (visit rules 1.1, 5.3 R-UNSCHEDULED): the care worker records it at the door with a reason and is not
 * stopped; the provider justifies it and says who of the elder's side confirmed it; the street decides whether it counts.
 */
import { Refusal } from "../refusal.ts";

export const UNSCHEDULED_REASONS = [
  { code: "RC-ELDER-ASKED-TIME", needsText: false },
  { code: "RC-EMERGENCY", needsText: true },
  { code: "RC-LATE-APPROVAL", needsText: false },
  { code: "RC-WRONG-VISIT", needsText: false },
  { code: "RC-OTHER", needsText: true },
] as const;

export const AGREED_BY = ["elder", "family"] as const;
export type AgreedBy = (typeof AGREED_BY)[number];

/** Refuses "unscheduled-reason-unknown" and "unscheduled-needs-note" where the reason alone says too little. */
export function requireUnscheduledReason(code: string, note: string): void {
  const reason = UNSCHEDULED_REASONS.find((one) => one.code === code);
  if (reason === undefined) throw new Refusal("unscheduled-reason-unknown", { code });
  if (reason.needsText && note.trim() === "") throw new Refusal("unscheduled-needs-note", { code });
}

/** Minutes for which an unplanned visit stands in the lists until its check-out says more. */
export const ASSUMED_MINUTES = 60;
