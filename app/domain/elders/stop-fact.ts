/**
 * Facts that stop the money of an elder's visits: a death, a stay in hospital or in an institution, registration moved away, another
 * benefit that may not be drawn beside the visits (domain reference 4, visit rules E). They come from the lists of other authorities
 * or from the roster, and one function says which visit day each of them reaches.
 */
import { periodContains, type DatePeriod, type PlainDate } from "../time/plain-date.ts";

export const STOP_KINDS = ["death", "institution", "hospital", "moved", "benefit"] as const;

export type StopKind = (typeof STOP_KINDS)[number];

/** Both ends included; null is open. */
export type StopFact = DatePeriod & {
  readonly kind: StopKind;
  /** Hospital, institution or benefit as the list names it; null when it says nothing. */
  readonly note: string | null;
};

/** What a fact does to a visit of one day. */
export type Stopped = {
  readonly fact: StopFact;
  /** The rule that names it on the visit and on a claim line. */
  readonly ruleCode: "R-DECEASED" | "R-IN-INSTITUTION" | "R-INPATIENT" | "R-INPATIENT-EDGE" | "R-NOT-ELIGIBLE";
  /** False on the day of admission or discharge: the hours decide, and a list does not tell them. */
  readonly isProven: boolean;
};

const RULE_OF_KIND = {
  death: "R-DECEASED",
  institution: "R-IN-INSTITUTION",
  hospital: "R-INPATIENT",
  moved: "R-NOT-ELIGIBLE",
  benefit: "R-NOT-ELIGIBLE",
} as const satisfies Readonly<Record<StopKind, Stopped["ruleCode"]>>;

/** With which code a visit that is still to come is called off. */
export const CANCEL_CODE_OF_STOP = {
  death: "RC-ELDER-DIED",
  institution: "in_institution",
  hospital: "RC-ELDER-HOSPITAL",
  moved: "registration_moved",
  benefit: "other_benefit",
} as const satisfies Readonly<Record<StopKind, string>>;

function stoppedBy(fact: StopFact, on: PlainDate): Stopped | null {
  if (!periodContains(fact, on)) return null;
  const isEdge = fact.kind === "hospital" && (fact.from === on || fact.to === on);
  return { fact, ruleCode: isEdge ? "R-INPATIENT-EDGE" : RULE_OF_KIND[fact.kind], isProven: !isEdge };
}

/**
 * The weightiest fact that reaches a day, or null. A proven one goes before the edge of a stay; among proven ones the order is that
 * of STOP_KINDS. Death reaches its own day (the hour is unknown), and the first and last day of a stay belong to the stay.
 */
export function stoppedOn(facts: readonly StopFact[], on: PlainDate): Stopped | null {
  const found = facts.flatMap((fact) => stoppedBy(fact, on) ?? []);
  const rank = (one: Stopped) => STOP_KINDS.indexOf(one.fact.kind) + (one.isProven ? 0 : STOP_KINDS.length);
  return found.sort((left, right) => rank(left) - rank(right))[0] ?? null;
}

/** Two facts are the same one when a list may correct one by the other: one death and one move a person, else kind, first day and name. */
export function isSameStop(left: StopFact, right: StopFact): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === "death" || left.kind === "moved") return true;
  return left.from === right.from && (left.kind !== "benefit" || left.note === right.note);
}

/** Says exactly the same: nothing would change. */
export function saysTheSame(left: StopFact, right: StopFact): boolean {
  return isSameStop(left, right) && left.from === right.from && left.to === right.to && left.note === right.note;
}
