/**
 * A decision of the audit workbench: what it stores beside the decision of the line, and for how long it may be taken back. It reaches
 * the line only after that, so that taking it back undoes nothing (visit rules 4.3, 6; decisions 40).
 */
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";
import { mayCloseFinding } from "../verification/findings.ts";
import type { ResolutionCode } from "../visits/reasons.ts";
import { requireReason } from "../visits/reasons.ts";
import type { LineDecision } from "./claim.ts";

/** How a line was on an auditor's screen: with all of its evidence, or as one row of a list that may be decided in bulk. */
export type ShownAs = "line" | "list";

/** Seconds in which a decision may be taken back (undo instead of asking). */
export const UNDO_SECONDS = 30;

export function finalAfter(decidedAt: Instant): Instant {
  return (decidedAt + UNDO_SECONDS * 1000) as Instant;
}

const RESOLUTION_OF: Readonly<Record<LineDecision["kind"], ResolutionCode>> = {
  approve: "RS-ACCEPTED-AS-IS",
  cut: "RS-REDUCED",
  hold: "RS-REFERRED",
  refuse: "RS-NOT-DONE",
};

/** What became of the visit by this decision. */
export function resolutionOf(decision: LineDecision["kind"]): ResolutionCode {
  return RESOLUTION_OF[decision];
}

/** Reasons with which an approval closes findings, at most nine, so that each has a digit key. Others are given on the finding's own page. */
export const CLOSING_REASONS = [
  "RC-GPS-WEAK",
  "RC-NO-NETWORK",
  "RC-PHONE-FAULT",
  "RC-FORGOT-OUT",
  "RC-ELDER-ASKED-TIME",
  "RC-ELDER-SHORTENED",
  "RC-ELDER-NO-PHONE",
  "RC-TRAFFIC-WEATHER",
  "RC-OTHER",
] as const;

type OpenFinding = { readonly code: string; readonly level: string };

/** Open findings that hold the line and that the street ends by a reason. */
export function closedByApproval<Finding extends OpenFinding>(open: readonly Finding[]): Finding[] {
  return open.filter(({ code, level }) => level !== "info" && mayCloseFinding(code, "street"));
}

/** Whether an approval, with a reason where findings are open, lets the line pass its checks. */
export function mayApprove(line: {
  readonly outcome: string;
  readonly failingCodes: readonly string[];
  readonly open: readonly OpenFinding[];
}): boolean {
  if (line.outcome === "accepted" || line.outcome === "cut_back") return true;
  const explained = line.failingCodes.every((code) => code === "R-CLAIM-OPEN-EXCEPTION");
  const rest = line.open.filter((one) => one.level !== "info" && !mayCloseFinding(one.code, "street"));
  return line.outcome === "pended" && explained && rest.length === 0;
}

/** Whether a line only waits to be cut: it asks for more visits or money than the record holds, and a decision need not wait for its days. */
export function waitsToBeCut(line: {
  readonly outcome: string;
  readonly failures: readonly { readonly effect: string }[];
}): boolean {
  return line.outcome === "pended" && line.failures.every((failure) => failure.effect === "cut_back");
}

/**
 * The reason of an approval: none where nothing is open, else one of the closing reasons.
 * Refuses "decision-needs-reason", "reason-unknown", "reason-needs-text".
 */
export function requireApprovalReason(given: {
  readonly closes: number;
  readonly reason: string;
  readonly note: string | null;
}): string | null {
  if (given.closes === 0) return null;
  if (given.reason === "") throw new Refusal("decision-needs-reason", { decision: "approve" });
  return requireReason({ reason: given.reason, resolution: resolutionOf("approve"), text: given.note }).reason;
}
