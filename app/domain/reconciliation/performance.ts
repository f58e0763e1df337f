/**
 * The yearly self-assessment (绩效目标自评表): each indicator with its goal, what was reached, and the points that gives. Points are in
 * proportion to the goal and never above it. Goals and weights are an example (示例/待确认): the district's own budget document names them.
 */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
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
  /** Persons with as many verified visits of the year as the policy asks for (person-times.ts). */
  readonly personTimes: number;
};

/** What the policy in force at the year's end promises. */
export type YearGoals = Pick<PolicyParameters, "satisfaction_target" | "target_person_times">;

export type IndicatorCode = "delivered" | "verified" | "approved" | "paid" | "satisfied" | "person_times" | "elders";

export type Indicator = {
  readonly code: IndicatorCode;
  /** "share" in tenths of a percent, "count" in persons. */
  readonly measure: "share" | "count";
  /** Null for a count without a goal. */
  readonly goal: number | null;
  /** Null where the year has nothing to measure. */
  readonly reached: number | null;
  readonly weight: number;
  /** Tenths of a point; null where nothing can be measured. */
  readonly pointsTenths: number | null;
};

const PER_MILLE = 1000n;

/** Goal in tenths of a percent, null where the policy names it; weight in points, together 100. */
const GOALS = [
  { code: "delivered", goalTenths: 950, weight: 30 },
  { code: "verified", goalTenths: 950, weight: 30 },
  { code: "approved", goalTenths: 980, weight: 10 },
  { code: "paid", goalTenths: 1000, weight: 20 },
  { code: "satisfied", goalTenths: null, weight: 10 },
] as const;

const TENTHS_OF_PERCENT = 10;

const COUNTED = { measure: "count", weight: 0, pointsTenths: null } as const;

function ratioTenths(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number((part * PER_MILLE) / whole);
}

/** The table's rows; the last two, persons who count and elders who were served, carry no points. Refuses "year-facts-contradict" when a part exceeds its whole. */
export function yearIndicators(facts: YearFacts, goals: YearGoals): Indicator[] {
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
      const goal = goalTenths ?? goals.satisfaction_target * TENTHS_OF_PERCENT;
      // A goal of nothing is reached.
      const share = (part: number) =>
        goal === 0 ? weight * 10 : Math.floor((Math.min(part, goal) * weight * 10) / goal);
      return {
        code,
        measure: "share",
        goal,
        reached: value,
        weight,
        pointsTenths: value === null ? null : share(value),
      };
    }),
    { code: "person_times", goal: goals.target_person_times, reached: facts.personTimes, ...COUNTED },
    { code: "elders", goal: null, reached: facts.elders, ...COUNTED },
  ];
}
