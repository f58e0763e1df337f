/** What a call, or a check at home, leaves to be done by somebody, and by when. The days are working days, 示例/待确认. */
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import type { CallAnswers } from "./questionnaire.ts";

export const FOLLOW_UP_KINDS = [
  "deceased",
  "denied",
  "complaint",
  "dissatisfied",
  "different",
  "moved",
  "contact",
] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

const WORKING_DAYS: Readonly<Record<FollowUpKind, number>> = {
  deceased: 1,
  denied: 5,
  complaint: 5,
  dissatisfied: 5,
  different: 5,
  moved: 5,
  contact: 5,
};

/** How each kind may end. "death-confirmed" and "visit-stands" are steps that a second person has to take. */
export const FOLLOW_UP_OUTCOMES = {
  deceased: ["death-confirmed", "alive"],
  denied: ["visit-stands", "visit-denied"],
  complaint: ["settled", "unfounded"],
  dissatisfied: ["settled", "withdrawn"],
  different: ["explained", "record-wrong"],
  moved: ["moved-confirmed", "still-here"],
  contact: ["number-corrected", "no-contact"],
} as const satisfies Readonly<Record<FollowUpKind, readonly string[]>>;
export type FollowUpOutcome = (typeof FOLLOW_UP_OUTCOMES)[FollowUpKind][number];

export function followUpDueOn(kind: FollowUpKind, openedOn: PlainDate, calendar: WorkCalendar): PlainDate {
  return calendar.addWorkingDays(openedOn, WORKING_DAYS[kind]);
}

/** What the answers of one call leave to be done, each kind once. */
export function followUpsOf(answers: CallAnswers, differs: boolean): FollowUpKind[] {
  const { served, notServed, complaint, overall, overallConfirmed } = answers;
  return [
    ...(served === "no" && notServed === "deceased" ? (["deceased"] as const) : []),
    ...(served === "no" ? (["denied"] as const) : []),
    ...(served === "no" && notServed === "moved" ? (["moved"] as const) : []),
    ...(complaint ? (["complaint"] as const) : []),
    ...(overall === "dissatisfied" && overallConfirmed && !complaint ? (["dissatisfied"] as const) : []),
    ...(differs ? (["different"] as const) : []),
  ];
}

export type FollowUpStanding = {
  readonly kind: FollowUpKind;
  readonly state: "open" | "proposed" | "closed";
  /** Who recorded the answer that opened it. */
  readonly openedBy: string;
  readonly proposedBy: string | null;
};

/** Ends that change money or lift a block: one person proposes, another of the district confirms. */
const NEEDS_SECOND: readonly FollowUpOutcome[] = ["visit-stands"];

/**
 * The state after a person says how it ended. Refuses "follow-up-closed", "follow-up-outcome-unknown", "follow-up-needs-note",
 * "follow-up-needs-district" and "follow-up-needs-other-person": who reported a death does not confirm it, and a visit that was denied
 * stands again only when two persons of the district say so (visit rules, R-CALLBACK-DENIED).
 */
export function followUpAfter(
  standing: FollowUpStanding,
  step: {
    readonly outcome: string;
    readonly by: string;
    readonly isDistrict: boolean;
    readonly note: string;
  },
): "proposed" | "closed" {
  const outcomes: readonly string[] = FOLLOW_UP_OUTCOMES[standing.kind];
  if (standing.state === "closed") throw new Refusal("follow-up-closed");
  if (!outcomes.includes(step.outcome)) throw new Refusal("follow-up-outcome-unknown", { outcome: step.outcome });
  if (step.note.trim() === "") throw new Refusal("follow-up-needs-note");
  const isSecondAsked = (NEEDS_SECOND as readonly string[]).includes(step.outcome);
  if ((isSecondAsked || step.outcome === "death-confirmed") && !step.isDistrict)
    throw new Refusal("follow-up-needs-district");
  if (step.outcome === "death-confirmed" && standing.openedBy === step.by)
    throw new Refusal("follow-up-needs-other-person");
  if (!isSecondAsked || standing.proposedBy === null) return isSecondAsked ? "proposed" : "closed";
  if (standing.proposedBy === step.by) throw new Refusal("follow-up-needs-other-person");
  return "closed";
}
