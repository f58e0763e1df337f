/**
 * Which benefits may not be drawn beside each other in the same period (重复享受). Asked at enrolment and at settlement
 * (R-BENEFIT-OVERLAP, R-DOUBLE-FUNDED). Which pairs exclude each other is data of the district with its basis: a pair that is not
 * confirmed is shown to a person and refuses nobody.
 */
import type { BenefitFact } from "../elders/elder.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";

/** The visits that the district buys, as a benefit among the others. */
export const HOME_VISITS = "home_visits";

/** Two benefits that exclude each other, in either order, on every day that both are drawn. */
export type BenefitExclusion = {
  readonly between: readonly [string, string];
  /** Document that says so. */
  readonly basis: string;
  readonly confirmed: boolean;
};

/** A benefit as drawn; null dates are open. */
export type DrawnBenefit = DatePeriod & { readonly benefit: string };

export type BenefitOverlap = DatePeriod & {
  readonly first: string;
  readonly second: string;
  readonly basis: string;
  readonly confirmed: boolean;
};

const later = (left: PlainDate | null, right: PlainDate | null): PlainDate | null =>
  left === null || (right !== null && right > left) ? right : left;
const earlier = (left: PlainDate | null, right: PlainDate | null): PlainDate | null =>
  left === null || (right !== null && right < left) ? right : left;

/** The days that two periods share, first and last included, or null. */
export function sharedPeriod(left: DatePeriod, right: DatePeriod): DatePeriod | null {
  const period = { from: later(left.from, right.from), to: earlier(left.to, right.to) };
  return period.from !== null && period.to !== null && period.from > period.to ? null : period;
}

/** Does this table say that two benefits exclude each other? The row, or null. A benefit never excludes itself. */
export function exclusionBetween(
  first: string,
  second: string,
  table: readonly BenefitExclusion[],
): BenefitExclusion | null {
  if (first === second) return null;
  return table.find(({ between }) => between.includes(first) && between.includes(second)) ?? null;
}

/** Every pair of drawn benefits that the table excludes and that shares at least one day, in the order of the list. */
export function benefitOverlaps(drawn: readonly DrawnBenefit[], table: readonly BenefitExclusion[]): BenefitOverlap[] {
  return drawn.flatMap((first, index) =>
    drawn.slice(index + 1).flatMap((second) => {
      const exclusion = exclusionBetween(first.benefit, second.benefit, table);
      const period = exclusion && sharedPeriod(first, second);
      if (!exclusion || !period) return [];
      const { basis, confirmed } = exclusion;
      return [{ first: first.benefit, second: second.benefit, ...period, basis, confirmed }];
    }),
  );
}

/** A drawn benefit as eligibility takes it: exclusive when a confirmed row sets it against the home visits. */
export function benefitFact(drawn: DrawnBenefit, table: readonly BenefitExclusion[]): BenefitFact {
  const exclusion = exclusionBetween(drawn.benefit, HOME_VISITS, table);
  return { benefit: drawn.benefit, from: drawn.from, to: drawn.to, exclusive: exclusion?.confirmed ?? false };
}
