/**
 * Facts that stop the money of an elder's visits: a death, a stay in hospital or in an institution, registration moved away, another
 * benefit that may not be drawn beside the visits, an hour that another fund has paid for (domain reference 4, visit rules D, E). They come from the lists of other authorities
 * or from the roster, and one function says which visit day each of them reaches.
 */
import { periodContains, type DatePeriod, type PlainDate } from "../time/plain-date.ts";
import { shareTime, type ServiceHours } from "./service-charge.ts";

export const STOP_KINDS = ["death", "institution", "hospital", "moved", "benefit", "charge"] as const;

export type StopKind = (typeof STOP_KINDS)[number];

/** Both ends included; null is open. */
export type StopFact = DatePeriod & {
  readonly kind: StopKind;
  /** Hospital, institution, benefit or fund as the list names it; null when it says nothing. */
  readonly note: string | null;
  /** Of a charge: the hour that was paid for. */
  readonly hours?: ServiceHours;
};

/** What a fact does to a visit of one day. */
export type Stopped = {
  readonly fact: StopFact;
  /** The rule that names it on the visit and on a claim line. */
  readonly ruleCode:
    "R-DECEASED" | "R-IN-INSTITUTION" | "R-INPATIENT" | "R-INPATIENT-EDGE" | "R-NOT-ELIGIBLE" | "R-DOUBLE-FUNDED";
  /** False on the day of admission or discharge: the hours decide, and a list does not tell them. */
  readonly isProven: boolean;
};

const RULE_OF_KIND = {
  death: "R-DECEASED",
  institution: "R-IN-INSTITUTION",
  hospital: "R-INPATIENT",
  moved: "R-NOT-ELIGIBLE",
  benefit: "R-NOT-ELIGIBLE",
  charge: "R-DOUBLE-FUNDED",
} as const satisfies Readonly<Record<StopKind, Stopped["ruleCode"]>>;

/** With which code a visit that is still to come is called off. A charge reaches only what has happened and calls nothing off. */
export const CANCEL_CODE_OF_STOP = {
  death: "RC-ELDER-DIED",
  institution: "in_institution",
  hospital: "RC-ELDER-HOSPITAL",
  moved: "registration_moved",
  benefit: "other_benefit",
  charge: "other_benefit",
} as const satisfies Readonly<Record<StopKind, string>>;

function reachesVisit(fact: StopFact, on: PlainDate, served: ServiceHours | null): boolean {
  if (fact.kind !== "charge") return periodContains(fact, on);
  return fact.hours !== undefined && served !== null && shareTime(fact.hours, served);
}

function stoppedBy(fact: StopFact, on: PlainDate, served: ServiceHours | null): Stopped | null {
  if (!reachesVisit(fact, on, served)) return null;
  const isEdge = fact.kind === "hospital" && (fact.from === on || fact.to === on);
  return { fact, ruleCode: isEdge ? "R-INPATIENT-EDGE" : RULE_OF_KIND[fact.kind], isProven: !isEdge };
}

/**
 * The weightiest fact that reaches a day, or null. A proven one goes before the edge of a stay; among proven ones the order is that
 * of STOP_KINDS. Death reaches its own day (the hour is unknown), and the first and last day of a stay belong to the stay. A charge
 * reaches a visit that was made in its hour.
 * @param served when the visit was made; null for one that is still to come or has no end
 */
export function stoppedOn(
  facts: readonly StopFact[],
  on: PlainDate,
  served: ServiceHours | null = null,
): Stopped | null {
  const found = facts.flatMap((fact) => stoppedBy(fact, on, served) ?? []);
  const rank = (one: Stopped) => STOP_KINDS.indexOf(one.fact.kind) + (one.isProven ? 0 : STOP_KINDS.length);
  return found.sort((left, right) => rank(left) - rank(right))[0] ?? null;
}

/** Two facts are the same one when a list may correct one by the other: one death and one move a person, else kind, first day and name, and the hour of a charge. */
export function isSameStop(left: StopFact, right: StopFact): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === "death" || left.kind === "moved") return true;
  if (left.kind === "charge") return left.note === right.note && left.hours?.startAt === right.hours?.startAt;
  return left.from === right.from && (left.kind !== "benefit" || left.note === right.note);
}

/** Says exactly the same: nothing would change. */
export function saysTheSame(left: StopFact, right: StopFact): boolean {
  return (
    isSameStop(left, right) &&
    left.from === right.from &&
    left.to === right.to &&
    left.note === right.note &&
    left.hours?.endAt === right.hours?.endAt
  );
}
