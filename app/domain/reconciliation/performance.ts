/**
 * The yearly self-assessment (绩效目标自评表): each indicator with its goal, what was reached, and the points that gives. Points are in
 * proportion to the goal and never above it. Goals and weights are an example (示例/待确认): the district's own budget document names them.
 */
import { Refusal } from "../refusal.ts";

/** What the year has come to; counts of visits, amounts in fen. */
export type YearFacts = {
  readonly elders: number;
  readonly planned: number;
  readonly delivered: number;
  readonly verified: number;
  readonly settled: number;
  readonly approvedFen: bigint;
  readonly claimedFen: bigint;
  readonly orderedFen: bigint;
  readonly paidFen: bigint;
  /** Persons whose call-back of the year rated the service, and those of them who were satisfied or fairly satisfied. */
  readonly rated: number;
  readonly satisfied: number;
};

export type IndicatorCode = "delivered" | "verified" | "approved" | "paid" | "satisfied" | "elders";

export type Indicator = {
  readonly code: IndicatorCode;
  /** Goal in tenths of a percent; null for a count without a goal. */
  readonly goalTenths: number | null;
  /** Reached, in tenths of a percent, or a count where there is no goal; null where the year has nothing to measure. */
  readonly reached: number | null;
  readonly weight: number;
  /** Tenths of a point; null where nothing can be measured. */
  readonly pointsTenths: number | null;
};

const PER_MILLE = 1000n;

/** Goal in tenths of a percent, weight in points; together 100. */
const GOALS = [
  { code: "delivered", goalTenths: 950, weight: 30 },
  { code: "verified", goalTenths: 950, weight: 30 },
  { code: "approved", goalTenths: 980, weight: 10 },
  { code: "paid", goalTenths: 1000, weight: 20 },
  { code: "satisfied", goalTenths: 900, weight: 10 },
] as const;

function ratioTenths(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number((part * PER_MILLE) / whole);
}

/** The table's rows; the last one, how many elders were served, carries no points. Refuses "year-facts-contradict" when a part exceeds its whole. */
export function yearIndicators(facts: YearFacts): Indicator[] {
  if (
    facts.delivered > facts.planned ||
    facts.approvedFen > facts.claimedFen ||
    facts.paidFen > facts.orderedFen ||
    facts.satisfied > facts.rated
  )
    throw new Refusal("year-facts-contradict");
  const reached: Readonly<Record<(typeof GOALS)[number]["code"], number | null>> = {
    delivered: ratioTenths(BigInt(facts.delivered), BigInt(facts.planned)),
    verified: ratioTenths(BigInt(facts.verified), BigInt(facts.delivered)),
    approved: ratioTenths(facts.approvedFen, facts.claimedFen),
    paid: ratioTenths(facts.paidFen, facts.orderedFen),
    satisfied: ratioTenths(BigInt(facts.satisfied), BigInt(facts.rated)),
  };
  return [
    ...GOALS.map(({ code, goalTenths, weight }): Indicator => {
      const value = reached[code];
      const pointsTenths = value === null ? null : Math.floor((Math.min(value, goalTenths) * weight * 10) / goalTenths);
      return { code, goalTenths, reached: value, weight, pointsTenths };
    }),
    { code: "elders", goalTenths: null, reached: facts.elders, weight: 0, pointsTenths: null },
  ];
}
