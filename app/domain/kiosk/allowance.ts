/**
 * 我的额度: the month's visits as four numbers that add up to what the month allows, and why it is so many. Every sentence says one rule and
 * where it stands; none tells a bystander of aid, income or an identity number.
 */
import type { VisitCost } from "../payments/visit-cost.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { placesLeft, standsInMonth, type StandingVisit } from "./month-places.ts";

export type MonthShare = {
  readonly done: number;
  readonly booked: number;
  /** Not booked yet, and nobody owes it. */
  readonly open: number;
  /** Missed by the provider's side or not yet planned, and not made good: no visit stands for it. */
  readonly owed: number;
};

/** @param openDebts visits of the month that are owed and stand nowhere yet */
export function monthShare(given: {
  readonly allowed: number;
  readonly reservedOrUsed: number;
  readonly visits: readonly StandingVisit[];
  readonly openDebts: number;
}): MonthShare {
  const standing = given.visits.filter(standsInMonth);
  const done = standing.filter(({ deliveryState }) => deliveryState === "done" || deliveryState === "missed").length;
  const left = placesLeft({ ...given, standing: standing.length });
  const open = Math.max(0, left - given.openDebts);
  const booked = Math.max(0, Math.min(given.allowed, standing.length) - done);
  // What the books reserve and no visit stands for is owed too: somebody who reads "booked" looks for the day, and there is none.
  const owed = Math.max(0, given.allowed - done - booked - open);
  return { done, booked, open, owed };
}

export type WhyAllowed =
  | { readonly code: "month_rule"; readonly visits: number; readonly minutes: number }
  | { readonly code: "assessed"; readonly until: PlainDate; readonly on: PlainDate }
  | { readonly code: "taken"; readonly done: number; readonly booked: number }
  | { readonly code: "owed"; readonly owed: number }
  | { readonly code: "price"; readonly cost: VisitCost };

/** Most sentences that one person listens to. */
export const WHY_MOST = 5;

/** Why it is so many, most general first; what does not apply is not said. */
export function whyAllowed(facts: {
  readonly visitsPerMonth: number;
  readonly minMinutes: number;
  readonly assessment: { readonly on: PlainDate; readonly until: PlainDate } | null;
  readonly share: MonthShare;
  /** Of one visit; null without a provider. */
  readonly cost: VisitCost | null;
}): WhyAllowed[] {
  const { visitsPerMonth, minMinutes, assessment, share, cost } = facts;
  const sentences: (WhyAllowed | null)[] = [
    { code: "month_rule", visits: visitsPerMonth, minutes: minMinutes },
    assessment === null ? null : { code: "assessed", ...assessment },
    share.done + share.booked === 0 ? null : { code: "taken", done: share.done, booked: share.booked },
    share.owed === 0 ? null : { code: "owed", owed: share.owed },
    cost === null ? null : { code: "price", cost },
  ];
  return sentences.filter((sentence) => sentence !== null).slice(0, WHY_MOST);
}
