/**
 * Reason and resolution codes (visit rules 6). Closing a finding of level fix or acknowledge stores exactly one of
 * each. An outside reason is outside the care worker's control and is left out of the scores.
 */
import { Refusal } from "../refusal.ts";

export type ReasonClass = "outside" | "counted";

export type ReasonCode = (typeof REASONS)[number]["code"];
export type ResolutionCode = (typeof RESOLUTIONS)[number];

export const REASONS = [
  { code: "RC-NO-NETWORK", class: "outside", needsText: false },
  { code: "RC-PHONE-FAULT", class: "counted", needsText: false },
  { code: "RC-GPS-WEAK", class: "outside", needsText: false },
  { code: "RC-DOOR-CODE-FAULT", class: "outside", needsText: false },
  { code: "RC-ELDER-NO-PHONE", class: "outside", needsText: false },
  { code: "RC-FORGOT-IN", class: "counted", needsText: false },
  { code: "RC-FORGOT-OUT", class: "counted", needsText: false },
  { code: "RC-WRONG-VISIT", class: "counted", needsText: false },
  { code: "RC-DATA-ENTRY", class: "counted", needsText: false },
  { code: "RC-ELSEWHERE", class: "outside", needsText: false },
  { code: "RC-ADDRESS-WRONG", class: "outside", needsText: false },
  { code: "RC-ELDER-ASKED-TIME", class: "outside", needsText: false },
  { code: "RC-ELDER-SHORTENED", class: "outside", needsText: false },
  { code: "RC-ELDER-EXTENDED", class: "outside", needsText: false },
  { code: "RC-ELDER-REFUSED", class: "outside", needsText: false },
  { code: "RC-NO-ANSWER", class: "outside", needsText: false },
  { code: "RC-ELDER-AWAY", class: "outside", needsText: false },
  { code: "RC-ELDER-HOSPITAL", class: "outside", needsText: false },
  { code: "RC-ELDER-DIED", class: "outside", needsText: false },
  { code: "RC-WORKER-SICK", class: "outside", needsText: false },
  { code: "RC-WORKER-NO-SHOW", class: "counted", needsText: false },
  { code: "RC-WORKER-REPLACED", class: "counted", needsText: false },
  { code: "RC-TRAFFIC-WEATHER", class: "outside", needsText: false },
  { code: "RC-PREVIOUS-OVERRAN", class: "counted", needsText: false },
  { code: "RC-UNSAFE", class: "outside", needsText: false },
  { code: "RC-EMERGENCY", class: "outside", needsText: true },
  { code: "RC-TEAM-VISIT", class: "outside", needsText: false },
  { code: "RC-SPLIT", class: "outside", needsText: false },
  { code: "RC-LATE-APPROVAL", class: "outside", needsText: false },
  { code: "RC-SHARED-FAMILY-PHONE", class: "outside", needsText: false },
  { code: "RC-HANDOVER", class: "counted", needsText: false },
  { code: "RC-OTHER", class: "counted", needsText: true },
] as const satisfies readonly { code: `RC-${string}`; class: ReasonClass; needsText: boolean }[];

export const RESOLUTIONS = [
  "RS-CONFIRMED-ELDER",
  "RS-CONFIRMED-FAMILY",
  "RS-CONFIRMED-OTHER",
  "RS-CALLBACK-OK",
  "RS-SECOND-PROOF",
  "RS-TIMES-CORRECTED",
  "RS-RECORD-CORRECTED",
  "RS-MERGED",
  "RS-RESCHEDULED",
  "RS-CANCELLED",
  "RS-SUSPENDED",
  "RS-ADDRESS-UPDATED",
  "RS-PHONE-UPDATED",
  "RS-METHOD-CHANGED",
  "RS-WORKER-SUBSTITUTED",
  "RS-DEVICE-REPLACED",
  "RS-NOT-DONE",
  "RS-REDUCED",
  "RS-ACCEPTED-AS-IS",
  "RS-REFERRED",
] as const;

/** Cancel codes that are no reason of a finding. */
export const PLAN_CANCEL_CODES = [
  "plan_changed",
  "holiday",
  "provider_ended",
  "duplicate_plan",
  "in_institution",
  "registration_moved",
  "other_benefit",
  "aid_ended",
  "bed_suspended",
] as const;

/** Reason codes for which a visit may be called off: of the elder, of the worker, danger, traffic. */
const REASON_CANCELS = (code: ReasonCode): boolean =>
  code.startsWith("RC-ELDER-") ||
  code.startsWith("RC-WORKER-") ||
  code === "RC-UNSAFE" ||
  code === "RC-TRAFFIC-WEATHER";

/** Every code with which a visit may be cancelled, changes of plan first. */
export const CANCEL_CODES: readonly string[] = [
  ...PLAN_CANCEL_CODES,
  ...REASONS.map(({ code }) => code).filter(REASON_CANCELS),
];

const REASON_BY_CODE: ReadonlyMap<string, (typeof REASONS)[number]> = new Map(
  REASONS.map((reason) => [reason.code, reason]),
);

/** Whether the text is a reason code of the list. */
export function isReasonCode(text: string): text is ReasonCode {
  return REASON_BY_CODE.has(text);
}

/** Whether the text is a resolution code of the list. */
export function isResolutionCode(text: string): text is ResolutionCode {
  return (RESOLUTIONS as readonly string[]).includes(text);
}

/** outside or counted. Refuses "reason-unknown". */
export function reasonClass(code: string): ReasonClass {
  const reason = REASON_BY_CODE.get(code);
  if (!reason) throw new Refusal("reason-unknown", { code });
  return reason.class;
}

/**
 * Whether a visit may be cancelled with this code: reasons of the elder, of the worker, danger, traffic, or a change
 * of plan.
 */
export function isCancelCode(text: string): boolean {
  return CANCEL_CODES.includes(text);
}

/**
 * Checks a reason and a resolution given together.
 * Refuses "reason-unknown", "resolution-unknown", and "reason-needs-text" where free text is forced and missing.
 */
export function requireReason(given: {
  readonly reason: string;
  readonly resolution: string;
  readonly text: string | null;
}): { readonly reason: ReasonCode; readonly resolution: ResolutionCode } {
  const reason = REASON_BY_CODE.get(given.reason);
  if (!reason) throw new Refusal("reason-unknown", { code: given.reason });
  if (!isResolutionCode(given.resolution)) throw new Refusal("resolution-unknown", { code: given.resolution });
  if (reason.needsText && (given.text ?? "").trim() === "")
    throw new Refusal("reason-needs-text", { code: reason.code });
  return { reason: reason.code, resolution: given.resolution };
}
